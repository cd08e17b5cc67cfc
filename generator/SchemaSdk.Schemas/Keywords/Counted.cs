namespace SchemaSdk.Schemas.Keywords;

/// <summary>What a keyword such as <c>minLength</c> or <c>maxItems</c> counts.</summary>
internal enum Counted
{
    Characters,

    Items,

    Members,
}
