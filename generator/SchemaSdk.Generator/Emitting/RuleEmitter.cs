using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Writes a property with the text of the rules, which the runtime parses when the first input is checked.</summary>
/// <param name="code">The writer of the file.</param>
internal sealed class RuleEmitter(CodeWriter code)
{
    /// <summary>Writes the property.</summary>
    /// <param name="rules">The rules.</param>
    public void Emit(RuleSet rules)
    {
        var text = RuleText.Of(rules);
        var make = RuleText.MayHavePatterns(text) ? "runtime::InputRules.WithPatterns" : "new";
        code.Write($"protected override runtime::InputRules Rules {{ get; }} = {make}({CSharpText.Lines(text)});");
    }
}
