using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>
/// Adds or removes a member or enum value that would have the same C# name as another. With or without a lock file, the comparison must
/// report exactly what the compiler refuses.
/// </summary>
public class MemberAgreementTests
{
    private static readonly int Number = FullRun.IsOn ? 60 : 8;

    /// <summary>Functions that change a name without changing the C# name made from it.</summary>
    private static readonly Func<string, string>[] Likenesses =
    [
        name => name + "_",
        name => name.Replace('_', '-') + "-",
        name => "." + name,
    ];

    [Fact]
    public void Without_a_lock_every_older_member_that_is_renamed_is_reported()
    {
        var verdicts = Judge.Of([.. Pairs()]);

        Assert.All(verdicts, verdict => Assert.Null(verdict.Missed ?? verdict.Unshown));
        Assert.Contains(verdicts, verdict => verdict.Uncompiled is not null);
    }

    [Fact]
    public void With_a_lock_no_older_member_is_renamed_or_reported() => Assert.All(Judge.Of([.. Pairs().Select(Locked)]), verdict =>
    {
        Assert.Null(verdict.Uncompiled ?? verdict.Unread);
        Assert.False(verdict.IsToldMajor);
        Assert.Null(verdict.Missed ?? verdict.Unshown);
    });

    [Fact]
    public void With_a_lock_only_the_removed_member_is_reported()
    {
        var pairs = Pairs().Select(pair => Locked(pair with { Old = pair.New, New = pair.Old })).ToList();

        Assert.All(Judge.Of(pairs), verdict =>
        {
            Assert.Null(verdict.Missed ?? verdict.Unshown);
            Assert.DoesNotContain(verdict.Told, change => change.Text.Contains("the C# name changed", StringComparison.Ordinal));
        });
    }

    private static IEnumerable<VintagePair> Pairs() => Corpus.Models(Corpus.Own)
        .Select((model, i) => Pair(model with { Id = $"pair{i}/{model.Id}" }, new Random(i), isMember: i % 2 == 0))
        .OfType<VintagePair>()
        .Take(Number);

    /// <summary>
    /// Adds a member to an input, or a value to one of its enums. Returns null if the input has no members or, for a value, no enums.
    /// </summary>
    private static VintagePair? Pair(CorpusModel model, Random random, bool isMember)
    {
        var root = JsonNode.Parse(model.Input)!;
        if (root["properties"] is not JsonObject { Count: > 0 } members)
        {
            return null;
        }

        var enums = members.Select(member => (member.Value as JsonObject)?["enum"]).OfType<JsonArray>().Where(IsOfWords).ToList();
        if (!isMember && enums.Count == 0)
        {
            return null;
        }

        if (isMember)
        {
            members.Add(Like(members.ElementAt(random.Next(members.Count)).Key, random), new JsonObject { ["type"] = "string" });
        }
        else
        {
            var values = enums[random.Next(enums.Count)];
            values.Add(Like((string)values[random.Next(values.Count)]!, random));
        }

        return new VintagePair(model, model with { EditedInput = root.ToJsonString() });
    }

    private static bool IsOfWords(JsonArray values) => values.Count > 0 && values.All(value =>
        value?.GetValueKind() == JsonValueKind.String && ((string)value!).Any(char.IsLetterOrDigit));

    private static string Like(string name, Random random) => Likenesses[random.Next(Likenesses.Length)](name);

    /// <summary>Adds the names that the lock file keeps after an update from the older version to the newer one.</summary>
    private static VintagePair Locked(VintagePair pair)
    {
        var locked = new SchemaLock();
        locked.Name(pair.Id, string.Join('.', pair.Id.Split('/').Select(Identifiers.Clean)));
        var none = new ProjectFiles([], [], []);
        new FolderMembers(locked).Update(none, Files(pair.Old, locked));
        new FolderMembers(locked).Update(Files(pair.Old, locked), Files(pair.New, locked));
        return pair with
        {
            Kept = locked.Names[pair.Id],
            KeptMembers = JsonNode.Parse(LockWriter.Write(locked))!["members"]?[pair.Id]?.ToJsonString(),
        };
    }

    private static ProjectFiles Files(CorpusModel model, SchemaLock locked) => new([.. Judge.Files(model)], [], [])
    {
        Locks = [new LockFile(SchemaText.LockPath, LockWriter.Write(locked))],
    };
}
