namespace SchemaSdk.Schemas.Keywords;

/// <summary>The kind of a bound: lower or upper, inclusive or exclusive.</summary>
internal enum Limit
{
    /// <summary>At least the bound: <c>minimum</c>.</summary>
    AtLeast,

    /// <summary>More than the bound: <c>exclusiveMinimum</c>.</summary>
    Above,

    /// <summary>At most the bound: <c>maximum</c>.</summary>
    AtMost,

    /// <summary>Less than the bound: <c>exclusiveMaximum</c>.</summary>
    Below,
}
