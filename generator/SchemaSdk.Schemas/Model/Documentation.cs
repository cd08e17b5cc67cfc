namespace SchemaSdk.Schemas.Model;

/// <summary>The documentation of a value in its schema, as plain text that is not yet escaped.</summary>
/// <param name="Title">Its name on the service's page; empty if there is none.</param>
/// <param name="Description">Its purpose; empty if it is not given.</param>
/// <param name="Default">
/// The value that the service uses if it is missing, as JSON text cut at 60 characters; empty if there is no default.
/// </param>
/// <param name="Allowed">What is valid, such as <c>3 to 15</c>; empty if the type expresses all of it.</param>
/// <param name="IsDeprecated">True if it is deprecated.</param>
internal sealed record Documentation(string Title, string Description, string Default, string Allowed, bool IsDeprecated)
{
    /// <summary>No documentation.</summary>
    public static readonly Documentation None = new("", "", "", "", false);
}
