using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Rule -> methods that check the bytes of a value, one for each array and each object.</summary>
/// <param name="code">Where to.</param>
/// <param name="tables">The file's tables of names.</param>
internal sealed class RuleEmitter(CodeWriter code, NameTables tables)
{
    /// <summary>Writes the method of a rule that walks its value, and those it calls.</summary>
    /// <param name="rule">The rule.</param>
    public void Emit(Rule rule)
    {
        code.Line().Open($"private static void {rule.Name}(ref J::Utf8JsonReader r, ref C::JsonCheck v)");
        var only = rule.Types.Count == 1 ? rule.Types[0] : "";
        var isObject = rule.HasMemberRules && only is not "Array";
        var isArray = rule.IsWalked && !isObject;
        foreach (var line in Checks(rule with { Types = (isObject && only is "Object") || (isArray && only is "Array") ? default : rule.Types }))
        {
            code.Write(line);
        }

        if (isObject)
        {
            EmitMembers(rule, only is "Object" ? "Object" : "IsObject");
        }
        else if (isArray)
        {
            EmitItems(rule, only is "Array" ? "Array" : "IsArray");
        }

        code.Close();
        foreach (var inner in rule.Members.Select(member => member.Rule).Concat(rule.Item is null ? [] : [rule.Item]))
        {
            if (inner.IsWalked)
            {
                Emit(inner);
            }
        }
    }

    private void EmitMembers(Rule rule, string enter)
    {
        var table = tables.Members(rule.Members.Select(member => member.WireName), rule.Name);
        code.Write($"if (!v.{enter}(ref r)) {{ return; }}");
        if (rule.Members.Any(member => member.IsRequired))
        {
            code.Write("var start = C::JsonCheck.Start(ref r);");
        }

        for (var i = 0; i < rule.Members.Count; i++)
        {
            if (rule.Members[i].IsRequired)
            {
                code.Write($"var has{i} = false;");
            }
        }

        code.Open($"while (v.NextMember(ref r, {table}, out var member))").Open("switch (member)");
        for (var i = 0; i < rule.Members.Count; i++)
        {
            var member = rule.Members[i];
            if (member.IsRequired || !member.Rule.IsEmpty)
            {
                var has = member.IsRequired ? $"has{i} = true; " : "";
                code.Write($"case {i}: {has}{string.Concat(Calls(member.Rule).Select(call => call + " "))}break;");
            }
        }

        code.Close().Close();
        for (var i = 0; i < rule.Members.Count; i++)
        {
            if (rule.Members[i].IsRequired)
            {
                code.Write($"v.Required(has{i}, {CSharpText.Literal(rule.Members[i].WireName)}, start);");
            }
        }
    }

    private void EmitItems(Rule rule, string enter)
    {
        code.Write($"if (!v.{enter}(ref r)) {{ return; }}");
        var counts = rule.Keywords.Where(keyword => keyword.CountsItems).ToList();
        if (counts.Count > 0)
        {
            code.Write("var start = C::JsonCheck.Start(ref r);").Write("var count = 0;");
        }

        code.Open("while (v.NextItem(ref r))");
        if (counts.Count > 0)
        {
            code.Write("count++;");
        }

        foreach (var call in rule.Item is null ? [] : Calls(rule.Item))
        {
            code.Write(call);
        }

        code.Close();
        foreach (var keyword in counts)
        {
            code.Write($"v.{keyword.Check}(count, {keyword.Argument}, start);");
        }
    }

    private IEnumerable<string> Calls(Rule rule) => rule.IsWalked ? [$"{rule.Name}(ref r, ref v);"] : Checks(rule);

    private IEnumerable<string> Checks(Rule rule)
    {
        if (rule.Types.Count > 0)
        {
            yield return $"v.Type(ref r, {string.Join(" | ", rule.Types.Select(type => "C::JsonTypes." + type))});";
        }

        foreach (var keyword in rule.Keywords.Where(keyword => !keyword.CountsItems))
        {
            yield return $"v.{keyword.Check}(ref r, {keyword.Argument});";
        }

        if (rule.Enum.Count > 0)
        {
            yield return $"v.Enum(ref r, {tables.Known(rule.Enum, rule.Name)});";
        }
    }
}
