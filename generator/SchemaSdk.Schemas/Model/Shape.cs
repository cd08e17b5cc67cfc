using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The form of a value in C#.</summary>
internal abstract record Shape;

/// <summary>A value of an existing type.</summary>
/// <param name="Kind">The type.</param>
internal sealed record ScalarShape(ScalarKind Kind) : Shape;

/// <summary>A list of values of one shape.</summary>
/// <param name="Item">The values' shape.</param>
internal sealed record ListShape(Shape Item) : Shape;

/// <summary>An object with any names, whose values have one shape.</summary>
/// <param name="Value">The values' shape.</param>
internal sealed record MapShape(Shape Value) : Shape;

/// <summary>A value whose type is the generated type that encloses it.</summary>
/// <param name="Name">Its name; empty for the root, which its model names.</param>
/// <param name="IsUnion">True if it is a union; else it is a record of members.</param>
internal sealed record RecursiveShape(string Name, bool IsUnion) : Shape;

/// <summary>A shape for which a type is generated, nested in the type that has the property.</summary>
/// <param name="Name">The type's name; empty for the root, which its model names.</param>
internal abstract record NamedShape(string Name) : Shape;

/// <summary>An open set of strings or numbers: a struct is generated for it.</summary>
/// <param name="Name">The struct's name.</param>
/// <param name="Kind">The kind of the values.</param>
/// <param name="Members">The known values.</param>
internal sealed record EnumShape(string Name, EnumKind Kind, EquatableArray<EnumMember> Members) : NamedShape(Name);

/// <summary>A union: a value of one of several shapes. A record with one property for each shape is generated for it.</summary>
/// <param name="Name">The record's name.</param>
/// <param name="Documentation">The documentation in the schema.</param>
/// <param name="Branches">The shapes that the value can have.</param>
internal sealed record UnionShape(string Name, Documentation Documentation, EquatableArray<UnionBranch> Branches) : NamedShape(Name);

/// <summary>An object with named members: a record is generated for it.</summary>
/// <param name="Name">The record's name.</param>
/// <param name="Documentation">The documentation in the schema.</param>
/// <param name="Properties">The members, in the schema's order.</param>
internal sealed record ObjectShape(string Name, Documentation Documentation, EquatableArray<PropertyModel> Properties) : NamedShape(Name);
