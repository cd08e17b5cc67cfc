namespace SchemaSdk.Schemas.Keywords;

/// <summary>The parts of a value that are counted.</summary>
internal enum Counted
{
    /// <summary>The characters of a string.</summary>
    Characters,

    /// <summary>The items of an array.</summary>
    Items,

    /// <summary>The members of an object.</summary>
    Members,
}
