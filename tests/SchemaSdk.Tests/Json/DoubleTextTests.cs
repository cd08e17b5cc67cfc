using System.Buffers;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace SchemaSdk.Tests.Json;

public class DoubleTextTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Dictionary<string, Gen<double>> Doubles = new()
    {
        ["any bits"] = ArbMap.Default.GeneratorFor<ulong>().Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite),
        ["a few digits"] =
            from digits in ArbMap.Default.GeneratorFor<long>()
            from shift in Gen.Choose(0, 62)
            from decimals in Gen.Choose(0, 7)
            select double.Parse($"{digits >> shift}e-{decimals}", CultureInfo.InvariantCulture),
        ["a neighbour of a few digits"] =
            from digits in Gen.Choose(-2_000_000_000, 2_000_000_000)
            from decimals in Gen.Choose(0, 5)
            from isAbove in Gen.Elements(true, false)
            let number = double.Parse($"{digits}e-{decimals}", CultureInfo.InvariantCulture)
            select isAbove ? Math.BitIncrement(number) : Math.BitDecrement(number),
    };

    public static TheoryData<string> Kinds => [.. Doubles.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_random_double_is_written_as_Utf8JsonWriter_writes_it_and_read_back(string kind) =>
        Prop.ForAll(Doubles[kind].ToArbitrary(), static number =>
        {
            var text = Actual(number);
            return text == Expected(number) && JsonOf.Input(text).CfgScale == number && JsonOf.Again(text) == text;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    public static TheoryData<double> Boundaries =>
    [
        0, -0.0, 1.1, 0.3, 0.0001, -9999999999.9999, 9999999999.9999, 1e10, 1e15, double.MaxValue, double.Epsilon
    ];

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void A_double_at_a_boundary_is_written_as_Utf8JsonWriter_writes_it(double number) =>
        Assert.Equal(Expected(number), Actual(number));

    [Fact]
    public void Numbers_are_indented_as_Utf8JsonWriter_indents_them()
    {
        var input = new VideoInput { Prompt = "a", Style = "x", CfgScale = 0.5, Weights = [0.5, 2] };

        var text = JsonSerializer.Serialize(input, Indented);

        Assert.Equal(JsonSerializer.Serialize(JsonOf.Element(JsonOf.Text(input)), Indented), text);
    }

    private static string Actual(double number) =>
        JsonOf.Text(new VideoInput { Prompt = "a", Style = "x", CfgScale = number, Weights = [number] });

    private static string Expected(double number)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteNumberValue(number);
        }

        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        return $$"""{"prompt":"a","cfg_scale":{{text}},"weights":[{{text}}],"style":"x"}""";
    }
}
