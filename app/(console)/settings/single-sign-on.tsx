import { PropertyList } from "#components/ui/property-list.tsx";

/** How admins sign in. Members sign in to their products, which is none of this panel's business. */
export function SingleSignOn() {
  return (
    <div className="grid max-w-[42rem] gap-5">
      <p className="text-pretty text-muted">
        Admins sign in to this Admin Center with email and password. Signing in through your identity provider is not available
        yet.
      </p>
      <PropertyList
        properties={[
          { label: "Provisioning", value: "Independent: SCIM Setup works with or without single sign-on." },
          {
            label: "Members",
            value: "They sign in to their products there. Its SSO NameID must equal the userName or unique ID that SCIM sends.",
          },
        ]}
      />
    </div>
  );
}
