namespace SchemaSdk.Generator.Model;

/// <summary>What a value looks like in C#.</summary>
internal abstract record Shape;

/// <summary>A value of a type that exists already.</summary>
/// <param name="Kind">Which.</param>
internal sealed record ScalarShape(ScalarKind Kind) : Shape;

/// <summary>A list of values of one shape.</summary>
/// <param name="Item">The values' shape.</param>
internal sealed record ListShape(Shape Item) : Shape;

/// <summary>An open set of strings: a struct is generated for it.</summary>
/// <param name="Name">The struct's name, nested in the type that has the property.</param>
/// <param name="Members">The known strings.</param>
internal sealed record EnumShape(string Name, EquatableArray<EnumMember> Members) : Shape;

/// <summary>An object with named members: a record is generated for it.</summary>
/// <param name="Name">The record's name, nested in the type that has the property; empty for the root, which its model names.</param>
/// <param name="Documentation">What the schema says of it.</param>
/// <param name="Properties">The members, in the schema's order.</param>
internal sealed record ObjectShape(string Name, Documentation Documentation, EquatableArray<PropertyModel> Properties) : Shape
{
    /// <summary>The root with the name that its model gives it. A property of that very name steps aside (CS0542).</summary>
    /// <param name="name">Such as <c>TextToVideoInput</c>.</param>
    public ObjectShape Named(string name) => new(
        name,
        Documentation,
        Properties.Select(property => property.Name == name ? property with { Name = name + "_" } : property).ToEquatableArray());
}
