namespace SchemaSdk.Schemas.Keywords;

/// <summary>What the count of a value refers to.</summary>
internal enum Counted
{
    /// <summary>The characters of a string.</summary>
    Characters,

    /// <summary>The items of an array.</summary>
    Items,

    /// <summary>The members of an object.</summary>
    Members,
}
