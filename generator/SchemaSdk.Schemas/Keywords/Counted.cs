namespace SchemaSdk.Schemas.Keywords;

/// <summary>What a keyword such as <c>minLength</c> or <c>maxItems</c> counts.</summary>
internal enum Counted
{
    /// <summary>The characters of a string.</summary>
    Characters,

    /// <summary>The items of an array.</summary>
    Items,

    /// <summary>The members of an object.</summary>
    Members,
}
