using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using SchemaSdk.Schemas.Json;
using NJsonError = NJsonSchema.Validation.ValidationError;

namespace SchemaSdk.Emulation.Models;

/// <summary>Checks inputs with NJsonSchema's validator: this judgement shares nothing with the generated one but the dialect.</summary>
internal sealed class InputCheck
{
    private readonly object _lock = new();
    private readonly JsonSchema _schema;
    private readonly SumCheck _sums;

    // Formats name form widgets here and promise nothing of the value, so none is checked.
    private readonly JsonSchemaValidatorSettings _settings = new() { FormatValidators = [] };

    public InputCheck(JsonObject schema)
    {
        // With a resolver that neither reads nor fetches, nothing in the task waits for anything.
        var reading = JsonSchema.FromJsonAsync(
            schema.ToString(),
            documentPath: null,
            root => new RefusingResolver(new JsonSchemaAppender(root, new DefaultTypeNameGenerator())),
            CancellationToken.None);
        _schema = reading.GetAwaiter().GetResult();
        _sums = new SumCheck(schema);
    }

    /// <summary>Finds every place of an input that does not fit.</summary>
    /// <param name="json">JSON text.</param>
    public IReadOnlyList<ValidationError> Check(string json)
    {
        var input = JsonText.Read(json);
        var places = new TokenPlaces(input);
        ICollection<NJsonError> errors;
        lock (_lock) // NJsonSchema says nothing of threads, and a schema resolves itself lazily
        {
            errors = _schema.Validate(input, _settings);
        }

        return
        [
            .. Leaves(errors).Where(error => !IsMerelyImplied(error, places) && !IsOfAFile(error, places))
                .Select(error => ToError(error, places)),
            .. _sums.Check(input)
        ];
    }

    /// <summary>
    /// Returns the errors of the items and properties themselves. A union that no branch fits is one error, not one for each branch.
    /// </summary>
    private static IEnumerable<NJsonError> Leaves(IEnumerable<NJsonError> errors) =>
        errors.SelectMany(error => error is ChildSchemaValidationError
        {
            Kind: ValidationErrorKind.ArrayItemNotValid
                or ValidationErrorKind.AdditionalItemNotValid
                or ValidationErrorKind.AdditionalPropertiesNotValid
                or ValidationErrorKind.NotAllOf
        } parent
            ? Leaves(parent.Errors.SelectMany(branch => branch.Value))
            : [error]);

    /// <summary>
    /// Returns true for an error that only NJsonSchema sees. For it a value that is not an object also lacks every required property, and
    /// 5.0 is not an integer, as in draft 4.
    /// </summary>
    private static bool IsMerelyImplied(NJsonError error, TokenPlaces places) => error.Kind switch
    {
        ValidationErrorKind.PropertyRequired => places.ValueOf(error) is not JObject,
        ValidationErrorKind.IntegerExpected => places.ValueOf(error) is JValue { Value: double number } && double.IsInteger(number),
        _ => false,
    };

    /// <summary>
    /// The service takes files as <c>data:</c> URIs and stores them first; what a schema says of the text is meant for their addresses.
    /// </summary>
    private static bool IsOfAFile(NJsonError error, TokenPlaces places) =>
        error.Kind is ValidationErrorKind.StringTooLong or ValidationErrorKind.StringTooShort or ValidationErrorKind.PatternMismatch
        && places.ValueOf(error) is JValue { Value: string text }
        && text.StartsWith("data:", StringComparison.Ordinal);

    private static ValidationError ToError(NJsonError error, TokenPlaces places)
    {
        var rule = Keyword.Of(error.Kind);
        var allowed = Keyword.ValueIn(error.Schema, rule);
        var pointer = places.PointerOf(error);
        return new ValidationError { JsonPointer = pointer, Rule = rule, Allowed = allowed, Message = Say(pointer, rule, allowed) };
    }

    private static string Say(string pointer, string rule, string? allowed)
    {
        var subject = pointer.Length == 0 ? "The input" : pointer;
        return rule == "required" ? $"{subject} is missing and required."
            : allowed is null ? $"{subject} breaks the rule \"{rule}\"."
            : $"{subject} breaks the rule \"{rule}\": {allowed}.";
    }
}
