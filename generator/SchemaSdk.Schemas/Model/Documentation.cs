namespace SchemaSdk.Schemas.Model;

/// <summary>The documentation of a value in its schema, as plain text that is not yet escaped.</summary>
/// <param name="Title">Its name on the service's page, or an empty text.</param>
/// <param name="Description">Its purpose; empty if it is not given.</param>
/// <param name="Default">
/// The value that the service takes in place of a missing one, as JSON text cut at 60 characters; empty without a default.
/// </param>
/// <param name="Allowed">What is valid, such as <c>3 to 15</c>; empty if the type says it all.</param>
/// <param name="IsDeprecated">True if it should not be used any more.</param>
internal sealed record Documentation(string Title, string Description, string Default, string Allowed, bool IsDeprecated)
{
    /// <summary>Nothing is said.</summary>
    public static readonly Documentation None = new("", "", "", "", false);
}
