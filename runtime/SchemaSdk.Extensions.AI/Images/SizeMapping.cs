using System.Drawing;
using SchemaSdk.Extensions.AI.Inputs;
using SchemaSdk.Extensions.AI.Schemas;

namespace SchemaSdk.Extensions.AI.Images;

/// <summary>Maps a size to what a model takes: width and height, a named size, or the nearest aspect ratio and resolution.</summary>
internal static class SizeMapping
{
    private const string Option = "ImageSize";

    // Aspect ratios may differ by at most this factor. It covers all ratios between neighbors such as 4:3 and 16:9.
    private const double FarthestRatio = 1.2;
    private const double FarthestSide = 2;

    private static readonly string[] Sizes = ["image_size", "size", "dimensions", "image_dimensions"];
    private static readonly string[] Ratios = ["aspect_ratio", "ratio", "image_aspect_ratio", "aspectRatio"];
    private static readonly string[] Resolutions = ["resolution", "image_resolution", "megapixels", "image_size", "size", "quality"];

    /// <exception cref="ModelInputException">The model makes no pictures near this size.</exception>
    internal static void Set(InputMapping mapping, Size size)
    {
        if (size is not { Width: > 0, Height: > 0 })
        {
            throw mapping.Refuse(Option, $"{size.Width}x{size.Height} is not a valid size");
        }

        if (TryPixels(mapping, size) || TryObject(mapping, size))
        {
            return;
        }

        if (!TryShapes(mapping, size, [.. Sizes, .. Ratios]) && !TryFreeText(mapping, size))
        {
            throw mapping.Schema.First([.. Sizes, .. Ratios], static property => property.IsFreeText) is { } text
                ? mapping.RefuseSpelling(Option, $"{size.Width}x{size.Height}", text)
                : mapping.Refuse(Option, [.. Ratios.Take(1), .. Sizes.Take(1), "width"]);
        }

        SetResolution(mapping, size);
    }

    private static bool TryPixels(InputMapping mapping, Size size)
    {
        if (mapping.Schema.Find("width") is not { TakesNumber: true } || mapping.Schema.Find("height") is not { TakesNumber: true })
        {
            return false;
        }

        // Some models read width and height only if another property is "custom".
        foreach (var property in Ratios.Concat(Sizes).Distinct().Select(mapping.Schema.Find).OfType<InputProperty>())
        {
            if (property.Choose(["custom"]) is { } custom)
            {
                mapping.Set(Option, property, custom);
            }
        }

        mapping.SetNumber(Option, size.Width, ["width"]);
        mapping.SetNumber(Option, size.Height, ["height"]);
        return true;
    }

    private static bool TryObject(InputMapping mapping, Size size)
    {
        if (mapping.Schema.First(Sizes, static property => property.TakesObject("width", "height")) is not { } property)
        {
            return false;
        }

        mapping.Set(Option, property, new JsonObject { ["width"] = size.Width, ["height"] = size.Height });
        return true;
    }

    private static bool TryShapes(InputMapping mapping, Size size, string[] names)
    {
        var property = mapping.Schema.First(
            names, static property => property.Allowed.Any(static value => ImageSizes.RatioOf(InputProperty.TextOf(value)) is not null));
        if (property is null)
        {
            return false;
        }

        var wanted = (double)size.Width / size.Height;
        var side = SideOf(size);
        var nearest = property.Allowed
            .Select(static value => (Value: value, Text: InputProperty.TextOf(value)))
            .Where(static shape => ImageSizes.RatioOf(shape.Text) is not null)
            .OrderBy(shape => Math.Round(ImageSizes.Between(ImageSizes.RatioOf(shape.Text)!.Value, wanted), 2))
            .ThenBy(shape => ImageSizes.PixelsOf(shape.Text) is { } pixels
                ? ImageSizes.Between(SideOf(pixels), side)
                : 1)
            .First();

        // The number of pixels matters only if no other property sets the resolution.
        var isFar = ImageSizes.PixelsOf(nearest.Text) is { } near && ResolutionOf(mapping, other => other != property) is null
            && ImageSizes.Between(SideOf(near), side) > FarthestSide;
        if (isFar || ImageSizes.Between(ImageSizes.RatioOf(nearest.Text)!.Value, wanted) > FarthestRatio)
        {
            throw mapping.Refuse(Option, $"{size.Width}x{size.Height}", property);
        }

        mapping.Set(Option, property, nearest.Value.DeepClone());
        return true;
    }

    // A default or an example shows whether the model takes a ratio such as 16:9 or a size such as 1024x576.
    private static bool TryFreeText(InputMapping mapping, Size size)
    {
        foreach (var property in Sizes.Concat(Ratios).Select(mapping.Schema.Find).OfType<InputProperty>())
        {
            var texts = property.Samples.Select(sample => ImageSizes.Like(sample, size)).OfType<string>();
            if (property.IsFreeText && texts.FirstOrDefault() is { } text)
            {
                mapping.Set(Option, property, text);
                return true;
            }
        }

        return false;
    }

    private static void SetResolution(InputMapping mapping, Size size)
    {
        if (ResolutionOf(mapping, property => !mapping.Input.Members.ContainsKey(property.Name)) is not { } property)
        {
            return;
        }

        var wanted = SideOf(size);
        var (value, side) = property.Allowed
            .Select(static value => (Value: value, Side: ImageSizes.SideOf(InputProperty.TextOf(value))))
            .Where(static tier => tier.Side is not null)
            .MinBy(tier => ImageSizes.Between(tier.Side!.Value, wanted));
        if (ImageSizes.Between(side!.Value, wanted) > FarthestSide)
        {
            throw mapping.Refuse(Option, $"{size.Width}x{size.Height}", property);
        }

        mapping.Set(Option, property, value.DeepClone());
    }

    private static InputProperty? ResolutionOf(InputMapping mapping, Func<InputProperty, bool> mayBe) => mapping.Schema.First(
        Resolutions,
        property => mayBe(property) && property.Allowed.Any(static value => ImageSizes.SideOf(InputProperty.TextOf(value)) is not null));

    private static double SideOf(Size size) => Math.Sqrt((double)size.Width * size.Height);
}
