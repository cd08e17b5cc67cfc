namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>The kind of a type that callers can use.</summary>
internal enum SurfaceKind
{
    /// <summary>The call to the model, which is not a type. It has one parameter and one result.</summary>
    Call,

    Record,

    Union,

    /// <summary>An open enum of strings, which is a struct.</summary>
    TextEnum,

    /// <summary>An open enum of whole numbers, which is a struct.</summary>
    IntegerEnum,

    /// <summary>An open enum of numbers, which is a struct.</summary>
    NumberEnum,
}
