namespace SchemaSdk.Tests.Uploads;

/// <summary>A model whose input consists of files, written like generated code. Its schema allows only short https addresses.</summary>
/// <param name="client">The client that sends the files.</param>
/// <param name="info">The model's metadata; null for the usual schema.</param>
internal sealed class FilesModel(ModelClient client, ModelInfo? info = null) : ModelEndpoint<ModelFile[], JsonElement>(client)
{
    public override ModelInfo Info { get; } = info ?? new FilesInfo();

    protected internal override void WriteInput(Utf8JsonWriter writer, ModelFile[] input)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("files"u8);
        foreach (var file in input)
        {
            ModelFile.Write(writer, file);
        }

        writer.WriteEndArray();
        writer.WriteString("prompt"u8, "a cat");
        writer.WriteEndObject();
    }

    protected internal override JsonElement ReadOutput(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);

    private sealed class FilesInfo() : OpenInfo("acme/files")
    {
        private static readonly InputRules Rules = InputRules.WithPatterns("""
            Input: object
                files: array
                    item: string of 10..30 characters, matching "^https://"
                prompt: string
            """);

        public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) => Rules.Check(utf8Json);

        internal override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json, ReadOnlySpan<int> files) =>
            Rules.Check(utf8Json, files);
    }
}
