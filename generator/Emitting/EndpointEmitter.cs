using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>The class of one endpoint, and inside it what is known of the model.</summary>
/// <param name="code">Where to.</param>
/// <param name="tables">The file's tables of names.</param>
/// <param name="model">The model.</param>
internal sealed class EndpointEmitter(CodeWriter code, NameTables tables, EndpointModel model)
{
    private const string Json = "global::System.Text.Json.JsonElement";

    private readonly ObjectShape? _input = model.Input.Shape as ObjectShape;
    private readonly ObjectShape? _output = model.Output?.Shape as ObjectShape;

    private string Input => _input is null ? Json : model.Path.TypeName + "Input";

    private string Output => _output is null ? Json : model.Path.TypeName + "Output";

    /// <summary>Writes the class.</summary>
    public void Emit()
    {
        var name = model.Path.TypeName + "Model";
        var read = _output is null ? $"{Json}.ParseValue(ref reader)" : $"{Output}.Read(ref reader)";
        code.Line().Write($"/// <summary>The model <c>{CSharpText.Xml(model.Path.Id)}</c>.</summary>");
        code.Open($"{model.Client.Accessibility} partial class {name} : global::SchemaSdk.ModelEndpoint<{Input}, {Output}>");
        code.Write(
            $$"""
            /// <summary>For tests: an endpoint without a client, whose members are overridden.</summary>
            protected {{name}}() { }

            internal {{name}}(global::SchemaSdk.ModelClient client) : base(client) { }

            /// <inheritdoc />
            public override global::SchemaSdk.ModelInfo Info => ModelDetails.Instance;

            /// <inheritdoc />
            protected override void WriteInput(Utf8JsonWriter writer, {{Input}} input) => input.WriteTo(writer);

            /// <inheritdoc />
            protected override {{Output}} ReadOutput(ref Utf8JsonReader reader) => {{read}};
            """);
        EmitDetails();
        code.Close();
    }

    private void EmitDetails()
    {
        code.Line().Open("internal sealed class ModelDetails : global::SchemaSdk.ModelInfo");
        code.Write(
            $"""
            internal static readonly ModelDetails Instance = new();

            public override string Id => {CSharpText.Literal(model.Path.Id)};

            public override global::System.Type InputType => typeof({Input});

            public override global::System.Type OutputType => typeof({Output});

            """);
        EmitText("string InputSchema", model.Input.File.Text);
        code.Line();
        if (model.Output is null)
        {
            code.Write("public override string? OutputSchema => null;");
        }
        else
        {
            EmitText("string? OutputSchema", model.Output.File.Text);
        }

        EmitTypeInfo();
        var rule = model.Input.Rule;
        var check = rule is { IsEmpty: false } ? $"JsonCheck.Run(utf8Json, {(rule.IsWalked ? rule.Name : "Input")})" : "JsonCheck.Run(utf8Json, Input)";
        code.Line().Write(
            $"""
            public override global::System.Collections.Generic.IReadOnlyList<global::SchemaSdk.ValidationError> Validate(global::System.ReadOnlySpan<byte> utf8Json) =>
                {check};
            """);
        new RuleEmitter(code, tables).Emit(rule ?? new Rule("Input", default, default, default, null, default));
        code.Close();
    }

    private void EmitText(string member, string text) => code
        .Write($"public override {member} => global::System.Text.Encoding.UTF8.GetString(")
        .WriteUnindented(CSharpText.Utf8Document(text) + ");");

    private void EmitTypeInfo()
    {
        code.Line().Write(
            """
            internal static global::System.Text.Json.Serialization.Metadata.JsonTypeInfo? TypeInfo(
                global::System.Type type, global::System.Text.Json.JsonSerializerOptions options) =>
            """);
        foreach (var (method, type) in Types(_input, Input).Concat(Types(_output, Output)))
        {
            code.Write($"    type == typeof({type}) ? ModelTypeInfo.{method}<{type}>(options) :");
            if (method == "Struct")
            {
                code.Write($"    type == typeof({type}?) ? ModelTypeInfo.Nullable<{type}>(options) :");
            }
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
