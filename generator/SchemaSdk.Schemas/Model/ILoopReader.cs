namespace SchemaSdk.Schemas.Model;

/// <summary>
/// Converts each kind of <see cref="RuleLoop"/>. A new kind is a new member, so the compiler reports each reader that lacks it.
/// </summary>
/// <typeparam name="T">The type of the result.</typeparam>
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
