using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Reads the C# names in a lock file.</summary>
/// <remarks>
/// People merge and edit lock files by hand, and names become code. Therefore, a name is used only if the generator could have derived it
/// from the id itself, or if it satisfies the rules for <c>x-csharp-name</c>.
/// </remarks>
internal sealed class LockReading
{
    private const int MaxReported = 100;

    /// <summary>
    /// The maximum length of an id, in characters. Longer ids would not fit in a path, and would take too long to read: reading takes
    /// quadratic time.
    /// </summary>
    private const int MaxId = 1_000;

    private readonly LockFile _file;
    private readonly TextLines _lines;
    private readonly KeptTree _tree = new();
    private readonly List<KeptPath> _paths = [];
    private readonly List<KeptMember> _members = [];
    private readonly List<Problem> _problems = [];

    private LockReading(LockFile file) => (_file, _lines) = (file, TextLines.Of(file.Written));

    /// <summary>Reads a lock file. Never throws. Accepts a lock file without names, because old versions of the tool wrote none.</summary>
    public static KeptNames Read(LockFile file)
    {
        var reading = new LockReading(file);
        reading.Read();
        return new KeptNames(file.Path, reading._paths.ToEquatableArray(), reading._problems.Take(MaxReported).ToEquatableArray())
        {
            Members = reading._members.ToEquatableArray(),
        };
    }

    private void Read()
    {
        JsonNode root;
        try
        {
            root = JsonParser.Read(_file.Written, _file.Path);
        }
        catch (JsonTextException error)
        {
            Refuse(error.Place, error.Message);
            return;
        }

        if (root is not JsonObject document || document["names"] is not { } part)
        {
            return;
        }

        if (document["version"] is not JsonValue { Value: 1L })
        {
            Refuse(new TextSpan(0, 0), "its version is not 1");
        }
        else if (part is JsonObject names)
        {
            var taken = document["models"] as JsonObject;
            foreach (var member in names)
            {
                Read(member, taken?[member.Name]);
            }
        }
        else
        {
            Refuse(part.Place, "its 'names' must be an object");
        }

        ReadMembers(document["members"]);
    }

    private void ReadMembers(JsonNode? part)
    {
        if (part is not null && !TryReadMembers(part))
        {
            Refuse(
                part.Place,
                "its 'members' must map each type of a model to an object whose values are C# names",
                "delete 'members', and run 'schemasdk update', which writes the current names");
        }
    }

    private bool TryReadMembers(JsonNode part)
    {
        if (part is not JsonObject models
            || !models.All(model => model.Value is JsonObject types && types.All(type => type.Value is JsonObject)))
        {
            return false;
        }

        foreach (var model in models)
        {
            foreach (var type in (JsonObject)model.Value)
            {
                var used = new HashSet<string>(StringComparer.Ordinal);
                foreach (var member in (JsonObject)type.Value)
                {
                    ReadMember(model.Name, type.Name, member, used);
                }
            }
        }

        return true;
    }

    private void ReadMember(string id, string type, JsonMember member, HashSet<string> used)
    {
        var name = (member.Value as JsonValue)?.Value as string ?? "";
        if (!Identifiers.CanBeKept(name, member.Name))
        {
            Refuse($"{id} {type} {member.Name}", member.Value, Forms(member.Name));
        }
        else if (!used.Add(name))
        {
            Refuse($"{id} {type} {member.Name}", member.Value, "another member has this name");
        }
        else
        {
            _members.Add(new KeptMember(id, type, member.Name, name));
        }
    }

    private void Read(JsonMember member, JsonNode? taken)
    {
        var (id, text) = (member.Name, (string?)member.Value);
        if ((id.Length > MaxId ? $"the id has more than {MaxId} characters" : FaultOf(id.Split('/'), text?.Split('.'))) is { } fault)
        {
            Refuse(id, member.Value, fault);
            return;
        }

        var path = new KeptPath(id, text!.Split('.').ToEquatableArray(), taken is not null)
        {
            Facts = ModelFactsReader.InLock(taken as JsonObject),
        };
        if (_tree.Add(path) is { } clash)
        {
            Refuse(id, member.Value, clash);
        }
        else
        {
            _paths.Add(path);
        }
    }

    private static string? FaultOf(string[] segments, string[]? names) =>
        names is null ? "the name must be a string"
        : names.Length != segments.Length
            ? $"the id has {Counted(segments.Length, "segment")}, and the name has {Counted(names.Length, "part")}"
        : segments.Zip(names, (segment, name) => (segment, name)).FirstOrDefault(pair => !Identifiers.CanBeKept(pair.name, pair.segment))
            is { segment: { } wrong } ? Forms(wrong)
        : null;

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string Forms(string name) =>
        $"the name of '{name}' must be '{Identifiers.Clean(name)}', or start with A-Z, continue with A-Z, a-z, 0-9 or "
        + "'_', and not end with '_'";

    private void Refuse(string what, JsonNode name, string why) => _problems.Add(Problem.At(
        ProblemKinds.NameNotKept,
        _file.Path,
        SourceSpan.From(_lines, name.Place),
        Cut(what),
        Cut(name is JsonValue { Value: string text } ? text : name.ToString()),
        Cut(why)));

    private void Refuse(TextSpan place, string why, string advice = "restore the file from the last good commit") =>
        _problems.Add(Problem.At(ProblemKinds.LockNotRead, _file.Path, SourceSpan.From(_lines, place), why, advice));

    private static string Cut(string text) => text.Length <= 120 ? text : text.Substring(0, 120) + "…";
}
