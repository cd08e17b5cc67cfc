namespace SchemaSdk;

/// <summary>Describes a model without a call of the service: its id, its schemas, and a check of an input.</summary>
/// <remarks>Generated, one for each model. Every member is virtual, so trimming removes unused ones.</remarks>
public abstract class ModelInfo
{
    /// <summary>The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</summary>
    public abstract string Id { get; }

    /// <summary>The generated type of an input; <see cref="System.Text.Json.JsonElement"/> if the schema describes none.</summary>
    public abstract Type InputType { get; }

    /// <summary>The generated type of an output; <see cref="System.Text.Json.JsonElement"/> if there is no schema for it.</summary>
    public abstract Type OutputType { get; }

    /// <summary>The text of <c>input.json</c> as it was when the client was compiled, with line ends as <c>\n</c>.</summary>
    public abstract string InputSchema { get; }

    /// <summary>The text of <c>output.json</c>, or null if the model has none.</summary>
    public abstract string? OutputSchema { get; }

    /// <summary>The text of <c>input.patch.json</c>, or null. The patched schema says what is valid.</summary>
    public virtual string? InputPatch => null;

    /// <summary>The text of <c>output.patch.json</c>, or null.</summary>
    public virtual string? OutputPatch => null;

    /// <summary>The other schema files that this model's schemas refer to: path, and text.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, string>> References => [];

    /// <summary>An input that the service documents as an example, as JSON text; null if there is none.</summary>
    public virtual string? Example => null;

    /// <summary>Checks an input against the schema, as every call does before it sends anything.</summary>
    /// <param name="utf8Json">The input as UTF-8 JSON text.</param>
    /// <returns>Every error; empty for a valid input. Text that is not JSON is one error at the empty pointer.</returns>
    public abstract IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json);

    /// <summary>Validates an input whose files are sent in place of some of its texts.</summary>
    /// <param name="utf8Json">The input.</param>
    /// <param name="files">
    /// Where those texts start, in order. The schema's rules for them apply to an address, not to a placeholder.
    /// </param>
    internal virtual IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json, ReadOnlySpan<int> files) => Validate(utf8Json);
}
