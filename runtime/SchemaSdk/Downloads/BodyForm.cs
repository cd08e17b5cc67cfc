namespace SchemaSdk.Downloads;

/// <summary>What the first bytes of a file say of it.</summary>
internal enum BodyForm
{
    /// <summary>More of it is needed.</summary>
    Undecided,

    /// <summary>None of the others.</summary>
    Other,
    Html,

    /// <summary>An image as text, or markup that has one in it.</summary>
    Svg,

    /// <summary>Other markup that is not HTML for certain.</summary>
    Xml,
    Json,
}
