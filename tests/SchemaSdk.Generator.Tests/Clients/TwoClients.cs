namespace SchemaSdk.Generator.Tests.Clients;

/// <summary>A project with two clients. The second client is defined by the metadata of the files in the folder <c>fal</c>.</summary>
internal static class TwoClients
{
    private const string Output = """{ "type": "object", "properties": { "url": { "type": "string" } } }""";

    /// <summary>The MSBuild metadata of the files in the folder <c>fal</c>, which assigns them to the second client.</summary>
    public static readonly (string Name, string Value)[] Fal =
    [
        ("ModelSchemaRootEscaped", SchemaText.Root + "fal/"),
        ("ModelService", "Fal"),
        ("ModelClientName", "FalClient"),
    ];

    /// <summary>
    /// The files of both clients. Each client has a model <c>acme/still</c> with an input schema, a patch and a reference file. The output
    /// schema of the model is in the client's outermost folder.
    /// </summary>
    public static IEnumerable<SchemaText> Files =>
    [
        .. Folder("", "size"),
        .. Folder("fal/", "prompt").Select(file => file.With(Fal)),
    ];

    public static GeneratorRun Run() => GeneratorRun.Over([.. Files]);

    public static SchemaText Input(string id, string property) =>
        SchemaText.Input(id, $$"""{ "type": "object", "properties": { "{{property}}": { "type": "string" } } }""");

    /// <summary>Runs the generator on a project with two models. The files of the second model have this metadata.</summary>
    public static GeneratorRun Beside(params (string Name, string Value)[] metadata) => GeneratorRun.Over(
        Input("acme/still", "size"),
        SchemaText.Output("acme", Output),
        Input("fal/still", "prompt").With(metadata),
        SchemaText.Output("fal", Output).With(metadata));

    private static IEnumerable<SchemaText> Folder(string folder, string property) =>
    [
        SchemaText.Input(
            folder + "acme/still",
            $$"""
            {
              "type": "object",
              "properties": { "{{property}}": { "type": "string" }, "shared": { "$ref": "../../shared.schema.json#/$defs/Shared" } }
            }
            """),
        SchemaText.InputPatch(
            folder + "acme/still", $$"""{ "properties": { "{{property}}": { "description": "The patch of {{property}}." } } }"""),
        SchemaText.Output(folder, Output.Replace("url", property + "Url", StringComparison.Ordinal)),
        SchemaText.Reference(
            folder + "shared.schema.json",
            $$"""{ "$defs": { "Shared": { "type": "object", "properties": { "of_{{property}}": { "type": "string" } } } } }"""),
    ];
}
