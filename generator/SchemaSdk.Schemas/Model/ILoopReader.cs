namespace SchemaSdk.Schemas.Model;

/// <summary>
/// A visitor of <see cref="RuleLoop"/>. A new kind of rule needs a new method here, so the compiler reports every visitor that lacks it.
/// </summary>
internal interface ILoopReader<out T>
{
    T Of(RuleLoop.AllOf loop);

    T Of(RuleLoop.Choice loop);

    T Of(RuleLoop.Not loop);

    T Of(RuleLoop.UnlessNull loop);

    T Of(RuleLoop.If loop);

    T Of(RuleLoop.With loop);

    T Of(RuleLoop.Names loop);

    T Of(RuleLoop.MembersLike loop);

    T Of(RuleLoop.MembersUnlike loop);

    T Of(RuleLoop.Contains loop);
}
