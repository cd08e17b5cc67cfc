using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Writes a model's schemas as text into a separate file, so that users who read the code need not scroll past them.</summary>
internal sealed class SchemaEmitter(CodeWriter code, EndpointModel model)
{
    public void Emit()
    {
        code.Line().Write("// The model's schema files, unchanged.");
        code.Line().Open($"partial class {model.Path.TypeName}Model").Open("partial class ModelDetails");
        EmitText("string InputSchema", model.Input.File.Text);
        EmitText("string? OutputSchema", model.Output?.File.Text);
        EmitText("string? InputPatch", model.Input.File.Patch?.Text);
        EmitText("string? OutputPatch", model.Output?.File.Patch?.Text);
        EmitReferences();
        EmitKept();
        code.Close().Close();
    }

    private void EmitText(string member, string? text)
    {
        if (text is not null)
        {
            code.Write($"public override {member} => runtime::SchemaText.Of(").WriteUnindented(CSharpText.Utf8Document(text) + ");");
        }
    }

    /// <summary>
    /// Writes the C# member names that the lock file keeps. <c>schemasdk diff</c> needs these names, but cannot read them from the schemas.
    /// </summary>
    private void EmitKept()
    {
        var members = model.Input.File.Kept.Concat(model.Output?.File.Kept ?? default).ToList();
        if (members.Count > 0)
        {
            code.Write($"internal const string {KeptMember.Field} = {CSharpText.Literal(KeptMember.TextOf(members))};");
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
