using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>The class of one endpoint, and inside it what is known of the model.</summary>
/// <param name="code">Where to.</param>
/// <param name="tables">The file's tables of names.</param>
/// <param name="model">The model.</param>
/// <param name="input">The shape of what it takes, named.</param>
/// <param name="output">The shape of what it returns, named.</param>
internal sealed class EndpointEmitter(CodeWriter code, NameTables tables, EndpointModel model, Shape input, Shape output)
{
    private string Input { get; } = ShapeText.Type(input);

    private string Output { get; } = ShapeText.Type(output);

    /// <summary>The base class that reads and writes these types; null where the endpoint does it itself.</summary>
    private string? Base { get; } = (input, output) switch
    {
        (NamedShape, NamedShape) => $"c::ValueEndpoint<{ShapeText.Type(input)}, {ShapeText.Type(output)}>",
        (NamedShape, ScalarShape { Kind: ScalarKind.Json }) => $"c::RawEndpoint<{ShapeText.Type(input)}>",
        _ => null,
    };

    /// <summary>Writes the class.</summary>
    public void Emit()
    {
        var name = model.Path.TypeName + "Model";

        code.Line().Write($"/// <summary>The model <c>{CSharpText.Xml(model.Path.Id)}</c>.</summary>");
        code.Open($"{model.Client.Accessibility} partial class {name} : {Base ?? $"s::ModelEndpoint<{Input}, {Output}>"}");
        code.Write(
            $$"""
            protected {{name}}() { }
            internal {{name}}(s::ModelClient client) : base(client) { }
            public override s::ModelInfo Info => ModelDetails.Instance;
            """);
        if (Base is null)
        {
            EmitCodecs();
        }

        EmitDetails();
        code.Close();
    }

    private void EmitCodecs()
    {
        // In full, because a model below this one may be a property of that very name.
        var space = $"global::{model.Client.Namespace}.Models{model.Path.NamespaceAt(model.Path.Names.Count)}";
        var read = output is ObjectShape or UnionShape
            ? $"{space}.{Output}.Read(ref r)"
            : $"c::OutputReader.Read<{ShapeText.Codec(output)}, {Output}>(ref r)";
        code.Write(
            $$"""
            protected override void WriteInput(writer w, {{Input}} input) => {{ShapeText.Codec(input)}}.Write(w, input);
            protected override {{Output}} ReadOutput(ref reader r) => {{read}};
            """);
    }

    private void EmitDetails()
    {
        code.Line().Open($"internal sealed class ModelDetails : c::ModelDetails<{Input}, {Output}>");
        code.Write(
            $"""
            internal static readonly ModelDetails Instance = new();
            public override string Id => {CSharpText.Literal(model.Path.Id)};
            """);
        EmitText("string InputSchema", model.Input.File.Text);
        EmitText("string? OutputSchema", model.Output?.File.Text);
        EmitText("string? InputPatch", model.Input.File.Patch?.Text);
        EmitText("string? OutputPatch", model.Output?.File.Patch?.Text);

        EmitReferences();
        EmitTypeInfo();
        if (model.Input.Rule is { AsksNothing: false } rules)
        {
            code.Write($"protected override void Check(ref c::JsonCheck v) => {RuleSet.RootName}(ref v);");
            new RuleEmitter(code, tables).Emit(rules);
        }

        code.Close();
    }

    private void EmitReferences()
    {
        var files = model.Input.File.References.Concat(model.Output?.File.References ?? default).Distinct().ToList();
        if (files.Count == 0)
        {
            return;
        }

        code.Write("public override l::IReadOnlyList<l::KeyValuePair<string, string>> References =>").Write("[");
        foreach (var file in files)
        {
            code.Write($"\tnew({CSharpText.Literal(file.Name)}, c::SchemaText.Of(").WriteUnindented(CSharpText.Utf8Document(file.Text) + ")),");
        }

        code.Write("];");
    }

    private void EmitText(string member, string? text)
    {
        if (text is not null)
        {
            code.Write($"public override {member} => c::SchemaText.Of(").WriteUnindented(CSharpText.Utf8Document(text) + ");");
        }
    }

    private void EmitTypeInfo()
    {
        var types = TypeEmitter.Types(input, "").Concat(TypeEmitter.Types(output, "")).Select(item => $".{item.Method}<{item.Type}>()");
        code.Write("public override j::Serialization.Metadata.JsonTypeInfo? TypeInfo(global::System.Type t, j::JsonSerializerOptions o) =>");
        code.Write($"\tnew c::TypeInfos(t, o){string.Concat(types)}.Found;");
    }
}
