using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>The class of one endpoint, and inside it what is known of the model.</summary>
/// <param name="code">Where to.</param>
/// <param name="tables">The file's tables of names.</param>
/// <param name="model">The model.</param>
internal sealed class EndpointEmitter(CodeWriter code, NameTables tables, EndpointModel model)
{
    private const string Json = "J::JsonElement";

    private readonly ObjectShape? _input = model.Input.Shape as ObjectShape;
    private readonly ObjectShape? _output = model.Output?.Shape as ObjectShape;

    private string Input => _input is null ? Json : model.Path.TypeName + "Input";

    private string Output => _output is null ? Json : model.Path.TypeName + "Output";

    /// <summary>Writes the class.</summary>
    public void Emit()
    {
        var name = model.Path.TypeName + "Model";

        // In full, because a model below this one may be a property of that very name.
        var space = $"global::{model.Client.Namespace}.Models{model.Path.NamespaceAt(model.Path.Names.Count)}";
        var read = _output is null ? $"{Json}.ParseValue(ref reader)" : $"{space}.{Output}.Read(ref reader)";
        code.Line().Write($"/// <summary>The model <c>{CSharpText.Xml(model.Path.Id)}</c>.</summary>");
        code.Open($"{model.Client.Accessibility} partial class {name} : S::ModelEndpoint<{Input}, {Output}>");
        code.Write(
            $$"""
            protected {{name}}() { }
            internal {{name}}(S::ModelClient client) : base(client) { }
            public override S::ModelInfo Info => ModelDetails.Instance;
            protected override void WriteInput(J::Utf8JsonWriter writer, {{Input}} input) => input.WriteTo(writer);
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
        var rule = model.Input.Rule ?? new Rule("Input", default, default, default, null, default);
        var check = $"C::JsonCheck.Run(utf8Json, {rule.Name})";
        code.Write(
            $"""
            public override L::IReadOnlyList<S::ValidationError> Validate(global::System.ReadOnlySpan<byte> utf8Json) => {check};
            """);
        new RuleEmitter(code, tables).Emit(rule);
        code.Close();
    }

    private void EmitText(string member, string text) => code
        .Write($"public override {member} => C::SchemaText.Of(")
        .WriteUnindented(CSharpText.Utf8Document(text) + ");");

    private void EmitTypeInfo()
    {
        var types = Types(_input, Input).Concat(Types(_output, Output));
        code.Write("internal static J::Serialization.Metadata.JsonTypeInfo? TypeInfo(global::System.Type type, J::JsonSerializerOptions options) =>");
        foreach (var (method, type) in types)
        {
            code.Write($"    C::ModelTypeInfo.{method}<{type}>(type, options) ??");
        }

        code.Write("    null;");
    }

    private static IEnumerable<(string Method, string Type)> Types(Shape? shape, string name) => shape switch
    {
        ObjectShape owner => owner.Properties
            .SelectMany(property => Types(Innermost(property.Shape), name + "." + ShapeText.Type(Innermost(property.Shape))))
            .Prepend(("Class", name)),
        EnumShape => [("Struct", name)],
        _ => [],
    };

    private static Shape Innermost(Shape shape) => shape is ListShape list ? Innermost(list.Item) : shape;
}
