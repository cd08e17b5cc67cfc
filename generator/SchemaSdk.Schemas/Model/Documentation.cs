namespace SchemaSdk.Schemas.Model;

/// <summary>What a schema says of a value to a reader. Plain text, not yet escaped.</summary>
/// <param name="Title">Its name on the service's page; empty where there is none.</param>
/// <param name="Description">What it is for; empty where there is none.</param>
/// <param name="Default">
/// What the service takes where nothing is sent, as JSON text cut at 60 characters; empty where there is none.
/// </param>
/// <param name="Allowed">What is valid, such as <c>3 to 15</c>; empty where the type says it all.</param>
/// <param name="IsDeprecated">Whether it should not be used any more.</param>
internal sealed record Documentation(string Title, string Description, string Default, string Allowed, bool IsDeprecated)
{
    /// <summary>Nothing is said.</summary>
    public static readonly Documentation None = new("", "", "", "", false);
}
