namespace SchemaSdk;

/// <summary>Describes a model (its id, its schemas, and how its inputs are checked) without calling the service.</summary>
/// <remarks>Each model has a generated subclass. Every member is virtual, so that trimming can remove unused members.</remarks>
public abstract class ModelInfo
{
    /// <summary>The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</summary>
    public abstract string Id { get; }

    /// <summary>The generated type of the input; <see cref="System.Text.Json.JsonElement"/> if none is generated.</summary>
    public abstract Type InputType { get; }

    /// <summary>The generated type of the output; <see cref="System.Text.Json.JsonElement"/> if the output has no schema.</summary>
    public abstract Type OutputType { get; }

    /// <summary>The text of <c>input.json</c> that was compiled into the client, with <c>\n</c> line endings.</summary>
    public abstract string InputSchema { get; }

    /// <summary>The text of <c>output.json</c>; null if the model has none.</summary>
    public abstract string? OutputSchema { get; }

    /// <summary>The content of <c>input.patch.json</c>; null if the model has no such file. Inputs must match the patched schema.</summary>
    public virtual string? InputPatch => null;

    /// <summary>The content of <c>output.patch.json</c>; null if the model has no such file.</summary>
    public virtual string? OutputPatch => null;

    /// <summary>The other schema files that this model's schemas refer to: the path and content of each.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, string>> References => [];

    /// <summary>An input that the service documents as an example, as JSON text; null if it documents none.</summary>
    public virtual string? Example => null;

    /// <summary>Checks an input against the schema, as each submit does by default.</summary>
    /// <param name="utf8Json">The input as UTF-8 JSON text.</param>
    /// <returns>At most 1,000 errors; empty if the input is valid. Text that is not JSON gives one error with an empty pointer.</returns>
    public abstract IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json);

    /// <summary>Validates an input in which placeholders for files start at the given offsets, in ascending order.</summary>
    // The schema's rules for strings do not apply to the placeholders.
    internal virtual IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json, ReadOnlySpan<int> files) => Validate(utf8Json);
}
