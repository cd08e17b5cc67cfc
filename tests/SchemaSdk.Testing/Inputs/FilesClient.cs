using System.Text.Json;

namespace SchemaSdk.Testing;

/// <summary>A client with one model, written like generated code. The model's input consists of files.</summary>
public sealed class FilesClient : ModelClient
{
    public FilesClient(ModelService service, ModelClientOptions options)
        : base(service, options) => Files = new FilesModel(this);

    public FilesClient(ModelService service, HttpClient http, ModelClientOptions options)
        : base(service, http, options) => Files = new FilesModel(this);

    public FilesModel Files { get; }

    protected override ModelInfo? FindModel(string modelId) => null;

    public sealed class FilesModel(ModelClient client) : ModelEndpoint<ModelFile[], JsonElement>(client)
    {
        public override ModelInfo Info { get; } = new FilesInfo();

        protected internal override void WriteInput(Utf8JsonWriter writer, ModelFile[] input)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("files"u8);
            foreach (var file in input)
            {
                ModelFile.Write(writer, file);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        protected internal override JsonElement ReadOutput(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);
    }

    private sealed class FilesInfo : ModelInfo
    {
        public override string Id => "acme/files";

        public override Type InputType => typeof(ModelFile[]);

        public override Type OutputType => typeof(JsonElement);

        public override string InputSchema => """{"properties":{"duration":{"type":"integer","default":4}}}""";

        public override string? OutputSchema => null;

        public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) => [];
    }
}
