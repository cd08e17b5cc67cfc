namespace SchemaSdk.Schemas.Model;

/// <summary>The documentation in a schema, as plain text without escapes.</summary>
/// <param name="Title">The title, which the service's page shows; empty if the schema has none.</param>
/// <param name="Description">The description; empty if the schema has none.</param>
/// <param name="Default">
/// The value that the service uses for a missing member, as JSON truncated to 60 characters; empty without a default.
/// </param>
/// <param name="Allowed">The valid values, such as <c>3 to 15</c>; empty if the C# type already says everything.</param>
/// <param name="IsDeprecated">True if the schema marks the value as deprecated.</param>
internal sealed record Documentation(string Title, string Description, string Default, string Allowed, bool IsDeprecated)
{
    public static readonly Documentation None = new("", "", "", "", false);
}
