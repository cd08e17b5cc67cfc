using System.Globalization;
using Newtonsoft.Json;
using NJsonSchema;
using NJsonSchema.Validation;

namespace SchemaSdk.Emulation.Models;

/// <summary>The JSON Schema keyword behind an error of NJsonSchema.</summary>
internal static class Keyword
{
    public static string Of(ValidationErrorKind kind) => kind switch
    {
        ValidationErrorKind.PropertyRequired => "required",
        ValidationErrorKind.NotInEnumeration => "enum",
        ValidationErrorKind.NumberTooSmall => "minimum",
        ValidationErrorKind.NumberTooBig or ValidationErrorKind.IntegerTooBig => "maximum",
        ValidationErrorKind.NumberNotMultipleOf or ValidationErrorKind.IntegerNotMultipleOf => "multipleOf",
        ValidationErrorKind.StringTooShort => "minLength",
        ValidationErrorKind.StringTooLong => "maxLength",
        ValidationErrorKind.PatternMismatch => "pattern",
        ValidationErrorKind.TooFewItems => "minItems",
        ValidationErrorKind.TooManyItems or ValidationErrorKind.TooManyItemsInTuple => "maxItems",
        ValidationErrorKind.ItemsNotUnique => "uniqueItems",
        ValidationErrorKind.TooFewProperties => "minProperties",
        ValidationErrorKind.TooManyProperties => "maxProperties",
        ValidationErrorKind.NoAdditionalPropertiesAllowed => "additionalProperties",
        ValidationErrorKind.NotAnyOf => "anyOf",
        ValidationErrorKind.NotOneOf => "oneOf",
        ValidationErrorKind.ExcludedSchemaValidates => "not",
        _ => "type",
    };

    /// <summary>Describes the schema's value for a keyword; null if the value adds nothing.</summary>
    public static string? ValueIn(JsonSchema schema, string keyword) => keyword switch
    {
        "type" when schema.Type != JsonObjectType.None => schema.Type.ToString().ToLowerInvariant(),
        "enum" => string.Join(", ", schema.Enumeration.Select(JsonConvert.SerializeObject)),
        "minimum" => Text(schema.Minimum ?? schema.ExclusiveMinimum),
        "maximum" => Text(schema.Maximum ?? schema.ExclusiveMaximum),
        "multipleOf" => Text(schema.MultipleOf),
        "minLength" => Text(schema.MinLength),
        "maxLength" => Text(schema.MaxLength),
        "pattern" => schema.Pattern,
        "minItems" => Text(schema.MinItems),
        "maxItems" => Text(schema.MaxItems),
        _ => null,
    };

    private static string? Text(IFormattable? value) => value?.ToString(format: null, CultureInfo.InvariantCulture);
}
