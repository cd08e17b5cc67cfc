using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>The class of one endpoint, and inside it what is known of the model.</summary>
/// <param name="code">The writer of the file.</param>
/// <param name="tables">The file's tables of names.</param>
/// <param name="model">The model.</param>
/// <param name="input">The shape of what it takes, named.</param>
/// <param name="output">The shape of what it returns, named.</param>
internal sealed class EndpointEmitter(CodeWriter code, NameTables tables, EndpointModel model, Shape input, Shape output)
{
    private string Input { get; } = ShapeText.Type(input);

    private string Output { get; } = ShapeText.Type(output);

    /// <summary>The base class that reads and writes these types; null if the endpoint does it itself.</summary>
    private (string Kind, string Types)? Base { get; } = (input, output) switch
    {
        (NamedShape, NamedShape) => ("Value", $"{ShapeText.Type(input)}, {ShapeText.Type(output)}"),
        (NamedShape, ScalarShape { Kind: ScalarKind.Json }) => ("Raw", ShapeText.Type(input)),
        _ => null,
    };

    /// <summary>Writes the class.</summary>
    public void Emit()
    {
        var name = model.Path.TypeName + "Model";

        code.Line().Write($"/// <summary>The model <c>{CSharpText.Xml(model.Path.Id)}</c>.</summary>");
        code.Open(
            $"{model.Client.Accessibility} partial class {name} : "
            + $"{(Base is var (kind, types) ? $"c::{kind}Endpoint<{types}>" : $"s::ModelEndpoint<{Input}, {Output}>")}");
        code.Write(
            $$"""
            protected {{name}}() { }
            internal {{name}}(s::ModelClient c) : base(c) { }
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
            : $"c::OutputReader.Read<{ShapeText.OutputCodec(output)}, {Output}>(ref r)";
        code.Write(
            $$"""
            protected override void WriteInput(writer w, {{Input}} input) => {{ShapeText.Codec(input)}}.Write(w, input);
            protected override {{Output}} ReadOutput(ref reader r) => {{read}};
            """);
    }

    private void EmitDetails()
    {
        var details = Base is var (kind, types)
            ? $"c::{kind}Details<{types}, ModelDetails>"
            : $"c::ModelDetails<{Input}, {Output}, ModelDetails>";
        code.Line().Open($"internal sealed class ModelDetails() : {details}({CSharpText.Literal(model.Path.Id)})");
        EmitText("string InputSchema", model.Input.File.Text);
        EmitText("string? OutputSchema", model.Output?.File.Text);
        EmitText("string? InputPatch", model.Input.File.Patch?.Text);
        EmitText("string? OutputPatch", model.Output?.File.Patch?.Text);

        EmitReferences();
        if (Base is null)
        {
            EmitTypes();
        }

        if (model.Input.Rule is { AsksNothing: false } rules)
        {
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
            code.Write($"    new({CSharpText.Literal(file.Name)}, c::SchemaText.Of(")
                .WriteUnindented(CSharpText.Utf8Document(file.Text) + ")),");
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

    private void EmitTypes()
    {
        var roots = TypeEmitter.Roots(input).Concat(TypeEmitter.Roots(output)).Select(type => $"t.Root<{type}>();").ToList();
        if (roots.Count > 0)
        {
            code.Write($"protected override void Types(c::TypeSearch t) {{ {string.Join(" ", roots)} }}");
        }
    }
}
