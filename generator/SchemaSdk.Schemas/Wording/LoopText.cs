using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Wording;

/// <summary>Chooses the words for a keyword that contains schemas, such as <c>exactly one of</c> for <c>oneOf</c>.</summary>
internal sealed class LoopText : ILoopReader<LoopWords>
{
    private static readonly LoopText Reader = new();

    public static LoopWords Of(RuleLoop loop) => loop.Read(Reader);

    LoopWords ILoopReader<LoopWords>.Of(RuleLoop.AllOf loop) => List(KeywordName.AllOf, loop);

    LoopWords ILoopReader<LoopWords>.Of(RuleLoop.Choice loop) => List(loop.IsOneOf ? KeywordName.OneOf : KeywordName.AnyOf, loop);

    LoopWords ILoopReader<LoopWords>.Of(RuleLoop.Not loop) => One(Words(KeywordName.Not), loop.Rule);

    LoopWords ILoopReader<LoopWords>.Of(RuleLoop.UnlessNull loop) => One("unless null", loop.Rule);

    LoopWords ILoopReader<LoopWords>.Of(RuleLoop.If loop)
    {
        List<(string Label, Rule Rule)> parts = [($"{Words(KeywordName.If)}:", loop.Condition)];
        parts.AddRange(loop.Then.IsAny ? [] : [($"{Words(KeywordName.Then)}:", loop.Then)]);
        parts.AddRange(loop.Else.IsAny ? [] : [($"{Words(KeywordName.Else)}:", loop.Else)]);
        return new LoopWords("", parts);
    }

    LoopWords ILoopReader<LoopWords>.Of(RuleLoop.With loop) =>
        One($"{Words(KeywordName.DependentSchemas)} {RuleWords.Name(loop.Member)}", loop.Rule);

    LoopWords ILoopReader<LoopWords>.Of(RuleLoop.Names loop) => One(Words(KeywordName.PropertyNames), loop.Rule);

    LoopWords ILoopReader<LoopWords>.Of(RuleLoop.MembersLike loop) =>
        One($"{Words(KeywordName.PatternProperties)} {RuleWords.Pattern(loop.Pattern)}", loop.Rule);

    LoopWords ILoopReader<LoopWords>.Of(RuleLoop.MembersUnlike loop)
    {
        var known = string.Concat(loop.Known.Select(name => " " + RuleWords.Name(name)));
        return One($"members unlike {RuleWords.Quote(loop.Pattern)}{(known.Length > 0 ? " nor" : "")}{known}", loop.Rule);
    }

    LoopWords ILoopReader<LoopWords>.Of(RuleLoop.Contains loop)
    {
        var counts = loop.Counts is { Least: 1, Most: null } ? "" : " " + RuleWords.Counts(loop.Counts);
        return One(Words(KeywordName.Contains) + counts, loop.Rule);
    }

    private static LoopWords One(string words, Rule rule) => new("", [(words + ":", rule)]);

    private static LoopWords List(string keyword, RuleLoop loop) => new(Words(keyword), loop.Branches.Select(branch => ("-", branch)));

    private static string Words(string keyword) => KeywordTable.Find(keyword)!.Words;
}
