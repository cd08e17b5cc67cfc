using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The C# form of a value: a type of .NET or of SchemaSdk's runtime, a list, a map, or a generated type.</summary>
internal abstract record Shape;

/// <summary>A value whose type needs no generated code, such as a string.</summary>
internal sealed record ScalarShape(ScalarKind Kind) : Shape;

/// <summary>A list whose items all have the same shape.</summary>
internal sealed record ListShape(Shape Item) : Shape;

/// <summary>An object with arbitrary member names, whose values all have the same shape.</summary>
internal sealed record MapShape(Shape Value) : Shape;

/// <summary>A value inside another value of the same generated type.</summary>
/// <param name="Name">The name of the type; empty for the root, which is named after its model.</param>
/// <param name="IsUnion">True if the type is a union; false if it is a record of members.</param>
internal sealed record RecursiveShape(string Name, bool IsUnion) : Shape;

/// <summary>A value of a generated type. The type is nested in the type that has the property.</summary>
/// <param name="Name">The name of the type; empty for the root, which is named after its model.</param>
internal abstract record NamedShape(string Name) : Shape;

/// <summary>One of an open set of strings or numbers. A struct is generated for it.</summary>
internal sealed record EnumShape(string Name, EnumKind Kind, EquatableArray<EnumMember> Members) : NamedShape(Name);

/// <summary>A value of one of several shapes. A record with one property per shape is generated for it.</summary>
internal sealed record UnionShape(string Name, Documentation Documentation, EquatableArray<UnionBranch> Branches) : NamedShape(Name);

/// <summary>An object with known members, in the order of the schema. A record is generated for it.</summary>
internal sealed record ObjectShape(string Name, Documentation Documentation, EquatableArray<PropertyModel> Properties) : NamedShape(Name);
