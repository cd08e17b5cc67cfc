using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace SchemaSdk.Tests.Json;

public class DoubleTextTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void A_double_of_any_bits_is_written_as_the_json_writer_does() =>
        Check(ArbMap.Default.GeneratorFor<ulong>().Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite));

    [Fact]
    public void A_double_of_a_few_digits_is_written_as_the_json_writer_does() => Check(
        from digits in ArbMap.Default.GeneratorFor<long>()
        from shift in Gen.Choose(0, 62)
        from behindPoint in Gen.Choose(0, 7)
        select double.Parse($"{digits >> shift}e-{behindPoint}", CultureInfo.InvariantCulture));

    [Fact]
    public void A_double_beside_one_of_a_few_digits_is_written_as_the_json_writer_does() => Check(
        from digits in Gen.Choose(-2_000_000_000, 2_000_000_000)
        from behindPoint in Gen.Choose(0, 5)
        from isAbove in Gen.Elements(true, false)
        let number = double.Parse($"{digits}e-{behindPoint}", CultureInfo.InvariantCulture)
        select isAbove ? Math.BitIncrement(number) : Math.BitDecrement(number));

    [Theory]
    [InlineData(-0.0)]
    [InlineData(1.1)]
    [InlineData(0.3)]
    [InlineData(0.0001)]
    [InlineData(-9999999999.9999)]
    [InlineData(9999999999.9999)]
    [InlineData(1e10)]
    [InlineData(1e15)]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    public void A_double_at_a_border_is_written_as_the_json_writer_does(double number) => Assert.Equal(Theirs(number), Ours(number));

    [Fact]
    public void Indented_numbers_stand_as_the_json_writer_has_them()
    {
        var input = new VideoInput { Prompt = "a", Style = "x", CfgScale = 0.5, Weights = [0.5, 2] };

        var text = JsonSerializer.Serialize(input, Indented);

        Assert.Equal(JsonSerializer.Serialize(JsonOf.Element(JsonOf.Text(input)), Indented), text);
    }

    [Fact]
    public void Zero_is_written_as_the_json_writer_does() => Assert.Equal(Theirs(0), Ours(0));

    private static void Check(Gen<double> numbers) =>
        Prop.ForAll(numbers.ToArbitrary(), static number => Ours(number) == Theirs(number))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    private static string Ours(double number) =>
        JsonOf.Text(new VideoInput { Prompt = "a", Style = "x", CfgScale = number, Weights = [number] });

    private static string Theirs(double number)
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
