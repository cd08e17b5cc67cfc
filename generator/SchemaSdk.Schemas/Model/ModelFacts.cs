namespace SchemaSdk.Schemas.Model;

/// <summary>Facts about a model that are only shown to people. They come from a patch or the lock file. Unknown facts are empty.</summary>
/// <param name="Name">The name of the model, such as <c>Kling 3.0 Pro</c>.</param>
/// <param name="Kind">The kind of the model, such as <c>text-to-video</c>.</param>
/// <param name="PriceUnit">The unit of the price, such as <c>second</c>.</param>
/// <param name="Page">The https address of the model's page, in ASCII without quotes.</param>
internal sealed record ModelFacts(string Name, string Kind, string PriceUnit, string Page)
{
    public static readonly ModelFacts None = new("", "", "", "");

    /// <summary>Returns these facts, with unknown facts filled in from another source.</summary>
    public ModelFacts Or(ModelFacts other) => new(
        Name.Length > 0 ? Name : other.Name,
        Kind.Length > 0 ? Kind : other.Kind,
        PriceUnit.Length > 0 ? PriceUnit : other.PriceUnit,
        Page.Length > 0 ? Page : other.Page);
}
