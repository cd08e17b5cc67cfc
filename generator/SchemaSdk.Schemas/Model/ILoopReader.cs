namespace SchemaSdk.Schemas.Model;

/// <summary>
/// Makes something of each kind of <see cref="RuleLoop"/>. A further kind is a further member, so the compiler names each reader that
/// lacks it.
/// </summary>
/// <typeparam name="T">What is made.</typeparam>
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
