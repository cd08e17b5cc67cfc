namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>
/// Adds a model that would have the same C# name as an older model. The comparison must report the path to a model if and only if the
/// compiler refuses this path.
/// </summary>
public class SiblingAgreementTests
{
    private static readonly int Number = FullRun.IsOn ? 60 : 6;

    /// <summary>Functions that change a segment of an id without changing the C# name made from it.</summary>
    private static readonly Func<string, string>[] Likenesses =
    [
        segment => segment + "_",
        segment => "." + segment,
        segment => segment.ToUpperInvariant()[..1] + segment[1..],
        segment => segment.Replace('-', '_') + "~",
    ];

    [Fact]
    public void Without_a_lock_every_older_model_is_renamed_and_reported() => Assert.All(Judge.Of([.. Pairs()]), verdict =>
    {
        Assert.NotNull(verdict.Uncompiled);
        Assert.Equal(["model-csharp-gone"], verdict.Told.Select(change => change.Rule));
        Assert.Null(verdict.Missed ?? verdict.Unshown);
    });

    [Fact]
    public void With_a_lock_no_older_model_is_renamed_or_reported() => Assert.All(Judge.Of([.. Pairs().Select(Locked)]), verdict =>
    {
        Assert.Null(verdict.Uncompiled ?? verdict.Unread);
        Assert.Empty(verdict.Told);
    });

    private static IEnumerable<VintagePair> Pairs() => Corpus.Models(Corpus.Own).Take(Number).Select((model, i) =>
    {
        var older = model with { Id = $"pair{i}/{model.Id}" };
        var segments = older.Id.Split('/');
        var changed = 1 + (i % (segments.Length - 1));
        var newer = segments.Select((segment, at) => at == changed ? Likenesses[i % Likenesses.Length](segment) : segment);
        return new VintagePair(older, older) { Added = [model with { Id = string.Join('/', newer) }] };
    });

    private static VintagePair Locked(VintagePair pair) => pair with
    {
        Kept = Assert.Single(ClientPaths.In(new GeneratedBatch([pair.Old]).Compilation(References.Net10))).Value,
    };
}
