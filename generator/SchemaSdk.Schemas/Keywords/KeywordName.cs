namespace SchemaSdk.Schemas.Keywords;

/// <summary>The keywords that code refers to by name. All others occur only in <see cref="KeywordTable"/>.</summary>
internal static class KeywordName
{
    public const string Schema = "$schema";
    public const string Id = "$id";
    public const string Anchor = "$anchor";
    public const string DynamicAnchor = "$dynamicAnchor";
    public const string RecursiveAnchor = "$recursiveAnchor";
    public const string Ref = "$ref";
    public const string RecursiveRef = "$recursiveRef";
    public const string Definitions = "definitions";
    public const string Defs = "$defs";
    public const string Components = "components";
    public const string Title = "title";
    public const string Description = "description";
    public const string Default = "default";
    public const string Example = "example";
    public const string Examples = "examples";
    public const string Deprecated = "deprecated";

    /// <summary>A keyword of RunComfy that states the limits of a file in prose.</summary>
    public const string Validations = "validations";

    public const string Type = "type";
    public const string Nullable = "nullable";
    public const string XNullable = "x-nullable";
    public const string Enum = "enum";
    public const string Const = "const";
    public const string Minimum = "minimum";
    public const string ExclusiveMinimum = "exclusiveMinimum";
    public const string Maximum = "maximum";
    public const string ExclusiveMaximum = "exclusiveMaximum";
    public const string MultipleOf = "multipleOf";
    public const string Pattern = "pattern";
    public const string Format = "format";
    public const string Items = "items";
    public const string PrefixItems = "prefixItems";
    public const string UniqueItems = "uniqueItems";
    public const string MinItems = "minItems";
    public const string MaxItems = "maxItems";
    public const string AdditionalItems = "additionalItems";
    public const string Contains = "contains";
    public const string MinContains = "minContains";
    public const string MaxContains = "maxContains";
    public const string Properties = "properties";
    public const string PatternProperties = "patternProperties";
    public const string AdditionalProperties = "additionalProperties";
    public const string MinProperties = "minProperties";
    public const string MaxProperties = "maxProperties";
    public const string PropertyNames = "propertyNames";
    public const string Required = "required";
    public const string Dependencies = "dependencies";
    public const string DependentSchemas = "dependentSchemas";
    public const string Not = "not";
    public const string If = "if";
    public const string Then = "then";
    public const string Else = "else";
    public const string AllOf = "allOf";
    public const string AnyOf = "anyOf";
    public const string OneOf = "oneOf";
    public const string Discriminator = "discriminator";
}
