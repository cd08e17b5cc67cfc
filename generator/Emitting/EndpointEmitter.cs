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

    /// <summary>Writes the class.</summary>
    public void Emit()
    {
        var name = model.Path.TypeName + "Model";

        // In full, because a model below this one may be a property of that very name.
        var space = $"global::{model.Client.Namespace}.Models{model.Path.NamespaceAt(model.Path.Names.Count)}";
        var write = input is ObjectShape or UnionShape or ScalarShape { Kind: ScalarKind.Json } ? "input.WriteTo(writer)" : $"{ShapeText.Codec(input)}.Write(writer, input)";
        var read = output is ObjectShape or UnionShape
            ? $"{space}.{Output}.Read(ref reader)"
            : $"C::OutputReader.Read<{ShapeText.Codec(output)}, {Output}>(ref reader)";
        code.Line().Write($"/// <summary>The model <c>{CSharpText.Xml(model.Path.Id)}</c>.</summary>");
        code.Open($"{model.Client.Accessibility} partial class {name} : S::ModelEndpoint<{Input}, {Output}>");
        code.Write(
            $$"""
            protected {{name}}() { }
            internal {{name}}(S::ModelClient client) : base(client) { }
            public override S::ModelInfo Info => ModelDetails.Instance;
            protected override void WriteInput(J::Utf8JsonWriter writer, {{Input}} input) => {{write}};
            protected override {{Output}} ReadOutput(ref J::Utf8JsonReader reader) => {{read}};
            """);
        EmitDetails();
        code.Close();
    }

    private void EmitDetails()
    {
        code.Line().Open($"internal sealed class ModelDetails : C::ModelDetails<{Input}, {Output}>");
        code.Write(
            $"""
            internal static readonly ModelDetails Instance = new();
            public override string Id => {CSharpText.Literal(model.Path.Id)};
            """);
        EmitText("string InputSchema", model.Input.File.Text);
        if (model.Output is null)
        {
            code.Write("public override string? OutputSchema => null;");
        }
        else
        {
            EmitText("string? OutputSchema", model.Output.File.Text);
        }

        EmitTypeInfo();
        var check = $"C::JsonCheck.Run(utf8Json, {RuleSet.RootName})";
        code.Write(
            $"""
            public override L::IReadOnlyList<S::ValidationError> Validate(global::System.ReadOnlySpan<byte> utf8Json) => {check};
            """);
        new RuleEmitter(code, tables).Emit(model.Input.Rule ?? RuleSet.Empty);
        code.Close();
    }

    private void EmitText(string member, string text) => code
        .Write($"public override {member} => C::SchemaText.Of(")
        .WriteUnindented(CSharpText.Utf8Document(text) + ");");

    private void EmitTypeInfo()
    {
        var types = TypeEmitter.Types(input, "").Concat(TypeEmitter.Types(output, ""));
        code.Write("internal static J::Serialization.Metadata.JsonTypeInfo? TypeInfo(global::System.Type type, J::JsonSerializerOptions options) =>");
        foreach (var (method, type) in types)
        {
            code.Write($"    C::ModelTypeInfo.{method}<{type}>(type, options) ??");
        }

        code.Write("    null;");
    }
}
