using System.Reflection;
using System.Text.Json;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Tests that JSON is written back as it was read, with the same digits and all unknown members, values and branches.</summary>
public class RoundTripTests
{
    public static TheoryData<string> Sets => [.. Corpus.Sets];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Recorded_and_documented_values_round_trip(string set) => None.Of(
        from side in Sides(set)
        from json in side.Model.Examples(side.Part).Concat(Documented(side.Schema))
        let complaint = Complaint(side, json)
        where complaint is not null
        select complaint);

    // Omits plain strings, because the generated code does not read them: System.Text.Json does.
    [Theory]
    [MemberData(nameof(Sets))]
    public void Recorded_outputs_of_every_type_round_trip_through_the_serializer(string set) => None.Of(
        from batch in GeneratedSet.Of(set).Batches
        let infos = Infos(batch.Assembly).ToDictionary(info => info.Id, StringComparer.Ordinal)
        from model in batch.Models
        where infos.TryGetValue(model.Id, out var info) && info.OutputType != typeof(string)
        from json in model.Examples("output")
        let complaint = Serialized(infos[model.Id].OutputType, json)
        where complaint is not null
        select $"{model.Set}/{model.Id}: {complaint}");

    [Theory]
    [MemberData(nameof(Sets))]
    public void Generated_values_round_trip(string set)
    {
        var sides = Sides(set).ToList();

        Assert.NotEmpty(sides);
        None.Of(sides
            .Select(side => Instances(side.Schema).Select(json => Complaint(side, json)).FirstOrDefault(found => found is not null))
            .OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_part_of_a_valid_value_is_in_a_property_or_a_known_branch(string set) => None.Of(
        from side in Sides(set)
        let json = Typical(side.Schema)
        from complaint in Untyped(side, json)
        select complaint);

    private static IEnumerable<Side> Sides(string set) =>
        from batch in GeneratedSet.Of(set).Batches
        let infos = Infos(batch.Assembly).ToDictionary(info => info.Id, StringComparer.Ordinal)
        from model in batch.Models
        where infos.ContainsKey(model.Id)
        from side in new[]
        {
            new Side(model, "input", infos[model.Id].InputType, model.Input),
            new Side(model, "output", infos[model.Id].OutputType, model.Output ?? "{}"),
        }
        where side.Trip is not null
        select side;

    private static IEnumerable<ModelInfo> Infos(Assembly assembly) =>
        (IReadOnlyList<ModelInfo>)assembly.GetType("Acme.Sdk.TestClient")!.GetProperty("Models")!.GetValue(null)!;

    private static string? Complaint(Side side, string json)
    {
        try
        {
            var difference = JsonDifference.Between(json, side.Trip!.Go(json).Json)
                ?? JsonDifference.Between(json, side.Trip.GoThroughSerializer(json));
            return difference is null ? null : $"{side}: {difference}";
        }
        catch (Exception error)
        {
            return $"{side}: {error.GetType().Name} {error.Message.Split('\n')[0]} for {Cut(json)}";
        }
    }

    private static string? Serialized(Type type, string json)
    {
        try
        {
            // System.Text.Json alone reads and writes a list of numbers, and may format them differently.
            var written = JsonSerializer.SerializeToElement(JsonSerializer.Deserialize(json, type), type);
            return JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, written)
                ? null
                : $"{Cut(json)} became {Cut(written.ToString())}";
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return $"{error.GetType().Name} {error.Message.Split('\n')[0]} for {Cut(json)}";
        }
    }

    private static List<string> Untyped(Side side, string json)
    {
        var complaints = new List<string>();
        Walk(side.Trip!.Go(json).Value, "", (place, what) => complaints.Add($"{side}{place} {what} of {Cut(json)}"));
        return complaints;
    }

    private static void Walk(object? value, string place, Action<string, string> complain)
    {
        switch (value)
        {
            case ModelObject { AdditionalProperties.Count: > 0 } parts:
                complain(place, "has no property for " + string.Join(", ", parts.AdditionalProperties.Keys));
                break;
            case ModelUnion { IsKnown: false } unknown:
                complain(place, "knows no branch for " + Cut(unknown.ToString()));
                break;
        }

        switch (value)
        {
            case string or ModelFile or JsonElement:
                break;
            case ModelObject or ModelUnion:
                foreach (var property in value.GetType()
                    .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => property.Name is not ("AdditionalProperties" or "Raw")))
                {
                    Walk(Get(property, value), $"{place}/{property.Name}", complain);
                }

                break;
            case System.Collections.IEnumerable items:
                foreach (var item in items)
                {
                    Walk(item, place + "/*", complain);
                }

                break;
        }
    }

    private static object? Get(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (TargetInvocationException error) when (error.InnerException is InvalidOperationException)
        {
            return null;   // a required member that is missing
        }
    }

    private static List<string> Instances(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        return [.. new InstanceMaker(new SchemaView(document.RootElement)).All()];
    }

    private static string Typical(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        return new InstanceMaker(new SchemaView(document.RootElement)).Typical();
    }

    /// <summary>Builds one object from all examples and one from all defaults.</summary>
    private static IEnumerable<string> Documented(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        var root = new SchemaView(document.RootElement).Start;
        if (!root.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var keyword in (string[])["default", "example", "examples"])
        {
            yield return "{" + string.Join(",", properties.EnumerateObject()
                .Where(property => property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty(keyword, out _))
                .Select(property => (property.Name, Value: property.Value.GetProperty(keyword)))
                .Select(member =>
                    (member.Name, Value: keyword == "examples"
                        && member.Value.ValueKind == JsonValueKind.Array
                        && member.Value.GetArrayLength() > 0 ? member.Value[0] : member.Value))
                .Select(member => JsonSerializer.Serialize(member.Name) + ":" + member.Value.GetRawText())) + "}";
        }
    }

    private static string Cut(string text) => text.Length > 200 ? text[..200] + "…" : text;

    private sealed record Side(CorpusModel Model, string Part, Type Type, string Schema)
    {
        public Trip? Trip { get; } = global::SchemaSdk.Generator.Tests.Corpus.Trip.Of(Type);

        public override string ToString() => $"{Model.Set}/{Model.Id}/{Part}";
    }
}
