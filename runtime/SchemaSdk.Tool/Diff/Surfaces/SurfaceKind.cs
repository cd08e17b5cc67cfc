namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>The kind of a type that callers can name.</summary>
internal enum SurfaceKind
{
    /// <summary>Not a type: the call of the model, which takes one value and returns another.</summary>
    Call,

    /// <summary>A record of members.</summary>
    Record,

    /// <summary>A union of branches.</summary>
    Union,

    /// <summary>A struct of texts.</summary>
    TextEnum,

    /// <summary>A struct of whole numbers.</summary>
    IntegerEnum,

    /// <summary>A struct of numbers.</summary>
    NumberEnum,
}
