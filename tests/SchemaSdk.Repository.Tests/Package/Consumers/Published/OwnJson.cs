using System.Text.Json.Serialization;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace Published;

[JsonSerializable(typeof(TextToVideoInput))]
internal sealed partial class OwnJson : JsonSerializerContext;
