using System.Text.Json;

namespace SchemaSdk.Emulation.Tests;

/// <summary>A model that is built from the JSON of its schemas.</summary>
internal sealed class SchemaModel(
    string id, string inputSchema, string? outputSchema = null, string? inputPatch = null, string? outputPatch = null) : ModelInfo
{
    public const string TextToVideo = "kling/kling-3.0/pro/text-to-video";
    public const string ImageToVideo = "kling/kling-3.0/standard/image-to-video";

    public override string Id => id;

    public override Type InputType => typeof(JsonElement);

    public override Type OutputType => typeof(JsonElement);

    public override string InputSchema => inputSchema;

    public override string? OutputSchema => outputSchema;

    public override string? InputPatch => inputPatch;

    public override string? OutputPatch => outputPatch;

    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) =>
        throw new InvalidOperationException("The emulator checks inputs itself.");

    /// <summary>A model with its checked-in schemas.</summary>
    public static SchemaModel Documented(string id) => new(
        id, Read(id, "input.json"), Read(id, "output.json"), Read(id, "input.patch.json"), Read(id, "output.patch.json"));

    private static string Read(string id, string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schemas", id, file));
}
