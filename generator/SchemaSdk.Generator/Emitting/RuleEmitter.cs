using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Writes the property that contains the rules as text. The runtime parses the text when it checks the first input.</summary>
internal sealed class RuleEmitter(CodeWriter code)
{
    /// <summary>Writes the property, and returns the text of the rules.</summary>
    public string Emit(RuleSet rules)
    {
        var text = RuleText.Of(rules);
        var make = RuleText.MayHavePatterns(text) ? "runtime::InputRules.WithPatterns" : "new";
        code.Write($"protected override runtime::InputRules Rules {{ get; }} = {make}({CSharpText.Lines(text)});");
        return text;
    }
}
