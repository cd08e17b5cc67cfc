using System.Reflection;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Tests that JSON is written back as it was read, with the same digits and all unknown members, values and branches.</summary>
public class RoundTripTests
{
    [Theory]
    [MemberData(nameof(Corpus.Sets), MemberType = typeof(Corpus))]
    public void Recorded_values_round_trip(string set) => None.Of(
        from side in Sides(set)
        from json in side.Model.Examples(side.Part)
        let complaint = Complaint(side, json)
        where complaint is not null
        select complaint);

    [Theory]
    [MemberData(nameof(Corpus.Sets), MemberType = typeof(Corpus))]
    public void Generated_values_round_trip(string set)
    {
        var sides = Sides(set).ToList();

        Assert.NotEmpty(sides);
        None.Of(sides
            .Select(side => new InstanceMaker(side.Schema).All()
                .Select(json => Complaint(side, json))
                .FirstOrDefault(found => found is not null))
            .OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Corpus.Sets), MemberType = typeof(Corpus))]
    public void Every_part_of_a_valid_value_is_in_a_property_or_a_known_branch(string set) => None.Of(
        from side in Sides(set)
        let json = new InstanceMaker(side.Schema).Typical()
        from complaint in Untyped(side, json)
        select complaint);

    private static IEnumerable<Side> Sides(string set) =>
        from batch in GeneratedSet.Of(set).Batches
        let infos = Compiler.Models(batch.Client).ToDictionary(info => info.Id, StringComparer.Ordinal)
        from model in batch.Models
        where infos.ContainsKey(model.Id)
        from side in new[]
        {
            new Side(model, "input", infos[model.Id].InputType, model.Input),
            new Side(model, "output", infos[model.Id].OutputType, model.Output ?? "{}"),
        }
        where side.Trip is not null
        select side;

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

    private static string Cut(string text) => text.Length > 200 ? text[..200] + "…" : text;

    private sealed record Side(CorpusModel Model, string Part, Type Type, string Schema)
    {
        public Trip? Trip { get; } = global::SchemaSdk.Generator.Tests.Corpus.Trip.Of(Type);

        public override string ToString() => $"{Model.Set}/{Model.Id}/{Part}";
    }
}
