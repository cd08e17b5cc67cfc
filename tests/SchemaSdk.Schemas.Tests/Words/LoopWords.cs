using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Tests.Words;

/// <summary>Turns the rule of a keyword that contains schemas into text that tests compare.</summary>
internal sealed class LoopWords : ILoopReader<string>
{
    string ILoopReader<string>.Of(RuleLoop.AllOf loop) => "AllOf()";

    string ILoopReader<string>.Of(RuleLoop.Choice loop) => loop.IsOneOf ? "OneOf()" : "AnyOf()";

    string ILoopReader<string>.Of(RuleLoop.Not loop) => "Not()";

    string ILoopReader<string>.Of(RuleLoop.UnlessNull loop) => "NotNull()";

    string ILoopReader<string>.Of(RuleLoop.If loop) => "If()";

    string ILoopReader<string>.Of(RuleLoop.With loop) => $"When({loop.Member})";

    string ILoopReader<string>.Of(RuleLoop.Names loop) => "PropertyNames()";

    string ILoopReader<string>.Of(RuleLoop.MembersLike loop) => $"Matching({loop.Pattern.DotNet}, {loop.Pattern.Shown})";

    string ILoopReader<string>.Of(RuleLoop.MembersUnlike loop) => $"Others({string.Join(", ", loop.Known.Prepend(loop.Pattern))})";

    string ILoopReader<string>.Of(RuleLoop.Contains loop) => $"Contains({KeywordWords.Counts(loop.Counts)})";
}
