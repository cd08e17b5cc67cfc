using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.SchemaFolders.Locking;

/// <summary>Writes a lock file with one line per model, so that git can merge branches that added different models.</summary>
internal static class LockWriter
{
    internal static string Write(SchemaLock locked)
    {
        var text = new StringBuilder("{\n  \"version\": 1,\n");
        if (locked.Service is { } service)
        {
            text.Append(CultureInfo.InvariantCulture, $"  \"service\": {Quote(service)},\n");
        }

        Append(text, "catalogs", locked.Catalogues, static count => count.ToString(CultureInfo.InvariantCulture)).Append(",\n");
        Append(text, "models", locked.Models, ModelText);
        if (locked.Names.Count > 0)
        {
            Append(text.Append(",\n"), "names", locked.Names, Quote);
        }

        if (locked.Members.Count > 0)
        {
            Append(text.Append(",\n"), "members", locked.Members, MembersText);
        }

        return text.Append("\n}\n").ToString();
    }

    private static StringBuilder Append<T>(
        StringBuilder text, string name, IReadOnlyDictionary<string, T> members, Func<T, string> write)
    {
        var lines = members.Select(member => $"    {Quote(member.Key)}: {write(member.Value)}").ToList();
        return text.Append($"  \"{name}\": {{").Append(lines.Count == 0 ? "}" : $"\n{string.Join(",\n", lines)}\n  }}");
    }

    private static string ModelText(LockedModel model)
    {
        var json = new JsonObject { ["taken"] = model.Taken, ["hash"] = model.Hash, ["source"] = model.Source };
        if (model.OutputHash is { } output)
        {
            json["output"] = output;
        }

        if (model.IsFacts)
        {
            json["facts"] = true;
        }

        if (AboutOf(model.About) is { Count: > 0 } about)
        {
            json["about"] = about;
        }

        if (model.Retirement is { } retirement)
        {
            var retired = new JsonObject { ["since"] = retirement.Since, ["stage"] = retirement.Stage };
            if (retirement.Version is { } version)
            {
                retired["version"] = version;
            }

            json["retired"] = retired;
        }

        return json.ToJsonString();
    }

    private static string MembersText(IEnumerable<KeptMember> members) => new JsonObject(members
        .GroupBy(static member => member.Type)
        .Select(static type => KeyValuePair.Create<string, JsonNode?>(
            type.Key,
            new JsonObject(type.Select(static member => KeyValuePair.Create<string, JsonNode?>(member.Name, member.CSharpName))))))
        .ToJsonString();

    private static JsonObject AboutOf(ModelFacts facts)
    {
        var about = new JsonObject();
        Add("name", facts.Name);
        Add("kind", facts.Kind);
        Add("priceUnit", facts.PriceUnit);
        Add("page", facts.Page);
        return about;

        void Add(string member, string fact)
        {
            if (fact.Length > 0)
            {
                about[member] = fact;
            }
        }
    }

    private static string Quote(string value) => JsonSerializer.Serialize(value);
}
