namespace SchemaSdk.Schemas.Model;

/// <summary>
/// A visitor of <see cref="KeywordRule"/>. A new kind of rule needs a new method here, so the compiler reports every visitor that lacks
/// it.
/// </summary>
internal interface IKeywordReader<out T>
{
    T Of(KeywordRule.Texts rule);

    T Of(KeywordRule.Among rule);

    T Of(KeywordRule.EqualTo rule);

    T Of(KeywordRule.Bound rule);

    T Of(KeywordRule.MultipleOf rule);

    T Of(KeywordRule.Count rule);

    T Of(KeywordRule.Matching rule);

    T Of(KeywordRule.UniqueItems rule);

    T Of(KeywordRule.Requires rule);

    T Of(KeywordRule.RequiresWith rule);

    T Of(KeywordRule.Nothing rule);

    T Of(KeywordRule.Forbidden rule);

    T Of(KeywordRule.Unsure rule);

    T Of(KeywordRule.UnsureUri rule);

    T Of(KeywordRule.Sum rule);
}
