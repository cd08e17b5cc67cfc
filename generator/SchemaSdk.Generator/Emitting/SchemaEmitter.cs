using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Writes the file with the texts of a model's schemas, which is separate so users need not scroll past them.</summary>
/// <param name="code">The writer of the file.</param>
/// <param name="model">The model.</param>
internal sealed class SchemaEmitter(CodeWriter code, EndpointModel model)
{
    /// <summary>Writes a part of the model's details.</summary>
    public void Emit()
    {
        code.Line().Write("// The schemas of the model, as they were handed in.");
        code.Line().Open($"partial class {model.Path.TypeName}Model").Open("partial class ModelDetails");
        EmitText("string InputSchema", model.Input.File.Text);
        EmitText("string? OutputSchema", model.Output?.File.Text);
        EmitText("string? InputPatch", model.Input.File.Patch?.Text);
        EmitText("string? OutputPatch", model.Output?.File.Patch?.Text);
        EmitReferences();
        code.Close().Close();
    }

    private void EmitText(string member, string? text)
    {
        if (text is not null)
        {
            code.Write($"public override {member} => runtime::SchemaText.Of(").WriteUnindented(CSharpText.Utf8Document(text) + ");");
        }
    }

    private void EmitReferences()
    {
        var files = model.Input.File.References.Concat(model.Output?.File.References ?? default).Distinct().ToList();
        if (files.Count == 0)
        {
            return;
        }

        code.Write("public override collections::IReadOnlyList<collections::KeyValuePair<string, string>> References =>").Write("[");
        foreach (var file in files)
        {
            code.Write($"    new({CSharpText.Literal(file.Name)}, runtime::SchemaText.Of(")
                .WriteUnindented(CSharpText.Utf8Document(file.Text) + ")),");
        }

        code.Write("];");
    }
}
