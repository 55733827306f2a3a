namespace System.Text.Json.Serialization;

/// <summary>Lets what is read and written as JSON elsewhere compile here, where nothing is.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class JsonIgnoreAttribute : Attribute
{
    public JsonIgnoreCondition Condition { get; set; }
}
