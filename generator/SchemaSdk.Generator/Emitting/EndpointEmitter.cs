using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Writes the class of one model in two parts: the first calls the model, and the second contains the model's details.</summary>
/// <param name="code">The writer of the model's file.</param>
/// <param name="model">The model.</param>
/// <param name="input">The input's shape, with named types.</param>
/// <param name="output">The output's shape, with named types.</param>
internal sealed class EndpointEmitter(CodeWriter code, EndpointModel model, Shape input, Shape output)
{
    private string Input { get; } = ShapeText.Type(input);

    private string Output { get; } = ShapeText.Type(output);

    /// <summary>
    /// The runtime base class that reads and writes the input and output types; null if the generated class must do that itself.
    /// </summary>
    private (string Kind, string Types)? Base { get; } = (input, output) switch
    {
        (NamedShape, NamedShape) => ("Value", $"{ShapeText.Type(input)}, {ShapeText.Type(output)}"),
        (NamedShape, ScalarShape { Kind: ScalarKind.Json }) => ("Raw", ShapeText.Type(input)),
        _ => null,
    };

    public string Name { get; } = model.Path.TypeName + "Model";

    public void Emit()
    {
        code.Line().Write(StepText.OfModel(model.Path));
        code.Open(
            $"{model.Client.Accessibility} partial class {Name} : "
            + $"{(Base is var (kind, types) ? $"runtime::{kind}Endpoint<{types}>" : $"sdk::ModelEndpoint<{Input}, {Output}>")}");
        code.Write(
            $$"""
            protected {{Name}}() { }
            internal {{Name}}(sdk::ModelClient client) : base(client) { }
            public override sdk::ModelInfo Info => ModelDetails.Instance;
            """);
        if (Base is null)
        {
            EmitCodecs();
        }

        code.Close();
    }

    /// <summary>Writes the class with the model's details, the rules for an input, and the tables.</summary>
    /// <returns>The name of the class with the tables.</returns>
    public string EmitDetails(NameTables tables)
    {
        var details = Base is var (kind, types)
            ? $"runtime::{kind}Details<{types}, ModelDetails>"
            : $"runtime::ModelDetails<{Input}, {Output}, ModelDetails>";
        code.Line().Open($"partial class {Name}");
        code.Open($"internal sealed partial class ModelDetails() : {details}({CSharpText.Literal(model.Path.Id)})");
        if (Base is null)
        {
            EmitTypes();
        }

        var rules = model.Input.Rule is { AsksNothing: false } ruleSet ? new RuleEmitter(code).Emit(ruleSet) : "";
        var tablesName = tables.Emit(code, rules);
        code.Close().Close();
        return tablesName;
    }

    private void EmitCodecs()
    {
        // A property for a model or group below this model could hide the output type, so the type is fully qualified.
        var read = output is ObjectShape or UnionShape
            ? $"global::{ModelEmitter.Space(model)}.{Output}.Read(ref reader)"
            : $"runtime::OutputReader.Read<{ShapeText.OutputCodec(output)}, {Output}>(ref reader)";
        code.Write(
            $$"""
            protected override void WriteInput(jsonWriter writer, {{Input}} input) => {{ShapeText.Codec(input)}}.Write(writer, input);
            protected override {{Output}} ReadOutput(ref jsonReader reader) => {{read}};
            """);
    }

    private void EmitTypes()
    {
        var roots = TypeEmitter.Roots(input).Concat(TypeEmitter.Roots(output)).Select(type => $"search.Root<{type}>();").ToList();
        if (roots.Count > 0)
        {
            code.Write($"protected override void Types(runtime::TypeSearch search) {{ {string.Join(" ", roots)} }}");
        }
    }
}
